// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one header that brings Boost.Asio and Boost.Beast in, for the bodies of this room that own
// sockets.
//
// The static analysis and the fuzzers are clang 14, which knows coroutines by their old name only;
// with the names it looks for, it reads what GCC compiles.
#if defined(__clang__) && __clang_major__ < 15
#pragma clang diagnostic ignored "-Wdeprecated-experimental-coroutine"
#define __cpp_impl_coroutine 201902L
#include <coroutine>
namespace std::experimental {
using std::coroutine_handle; // NOLINT(misc-unused-using-decls)
using std::coroutine_traits; // NOLINT(misc-unused-using-decls)
} // namespace std::experimental
#define BOOST_ASIO_HAS_CO_AWAIT
#define BOOST_ASIO_HAS_STD_COROUTINE
#endif

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

namespace filiform::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

} // namespace filiform::server
