// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/role.h"
#include "server/answer.h"
#include "server/caller.h"
#include "server/request.h"

namespace filiform::server {

/// One request on its way to its handler.
struct Call {
    const Request& request;
    const Caller& caller;
    const std::vector<Named>& places; ///< what stood for "{id}" in the pattern

    /// Of a name that the route's pattern has.
    [[nodiscard]] const std::string& place(std::string_view name) const;
};

using Handler = std::function<Answer(const Call&)>;

/// A query parameter or header, for the description.
struct Told {
    std::string name;
    std::string about;
    std::string schema = R"({"type":"string"})";
    bool is_header = false;
    bool is_required = false;
};

/// What an answer may be: a JSON schema, or a media type that is not JSON.
struct Reply {
    std::string about;
    std::string schema; ///< JSON; "": no body, or one that is not JSON
    std::string media_type = "application/json";
};

/// One thing the server does. Everything about it stands here: dispatch, the description that is
/// published, and the matrix of who may what are made from the table of these.
struct Route {
    Method method = Method::Get;
    std::string pattern; ///< "/api/v1/patients/{id}"
    std::string about;   ///< one sentence
    bool is_public = false;
    std::vector<record::Role> who; ///< who may call it at all, unless it is public
    std::string takes;             ///< JSON schema of the body; "": it takes none
    std::vector<Told> told;        ///< parameters it knows; others are refused
    std::map<int, Reply> replies;  ///< what it answers when all is well
    Handler handler;
    bool has_open_parameters = false; ///< judges its parameters itself
    /// Looks into memory, or for one entry by its id: where the store is in this process that takes
    /// less time than handing a request over to a worker and back.
    bool is_quick = false;
    std::string takes_media = "application/json"; ///< of the body; JSON may be FHIR's
};

/// "GET /api/v1/patients/{id}"
[[nodiscard]] std::string name_of(const Route& route);
/// The segments of a pattern.
[[nodiscard]] std::vector<std::string> segments_of(std::string_view pattern);

} // namespace filiform::server
