// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace filiform::cli {

inline constexpr std::string_view program_name = "filiform 0.1.0";
inline constexpr std::string_view program_version = program_name.substr(9);

} // namespace filiform::cli
