// SPDX-License-Identifier: Apache-2.0
#include "fhir/bundle.h"

#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

/// Of JSON that this room has made.
json::value tree_of(const std::string& text) {
    auto tree = read_plain_tree(text, "");
    return tree ? json::value(std::move(*tree)) : json::value(json::object());
}

std::string full_url(const Resource& resource, const Context& context) {
    const std::string tail = "/" + std::string(text(resource.type)) + "/" + resource.id;
    return context.base.empty() ? "urn:filiform" + tail : context.base + tail;
}

json::object entry_of(const Resource& resource, const Context& context, std::string_view mode) {
    json::object entry{{"fullUrl", full_url(resource, context)}};
    entry["resource"] = tree_of(resource.json);
    entry["search"] = json::object{{"mode", mode}};
    return entry;
}

std::string etag(std::int64_t version) {
    return "W/\"" + std::to_string(version) + "\"";
}

void set_entries(json::object& bundle, json::array entries) {
    if (!entries.empty())
        bundle["entry"] = std::move(entries);
}

} // namespace

std::string write_searchset(const FoundPage& page, const Context& context) {
    json::object bundle{{"resourceType", "Bundle"}, {"type", "searchset"}};
    if (page.total)
        bundle["total"] = *page.total;
    json::array links;
    if (!page.self.empty())
        links.push_back(json::object{{"relation", "self"}, {"url", page.self}});
    if (!page.next.empty())
        links.push_back(json::object{{"relation", "next"}, {"url", page.next}});
    if (!links.empty())
        bundle["link"] = std::move(links);
    json::array entries;
    for (const Resource& one : page.found)
        entries.push_back(entry_of(one, context, "match"));
    for (const Resource& one : page.included)
        entries.push_back(entry_of(one, context, "include"));
    if (!page.outcome.empty()) {
        json::object entry;
        entry["resource"] = tree_of(page.outcome);
        entry["search"] = json::object{{"mode", "outcome"}};
        entries.push_back(std::move(entry));
    }
    set_entries(bundle, std::move(entries));
    return write_tree(bundle);
}

std::string write_history(const std::vector<Version>& versions, const std::string& self,
                          const Context& context) {
    json::object bundle{{"resourceType", "Bundle"}, {"type", "history"}};
    bundle["total"] = static_cast<std::int64_t>(versions.size());
    if (!self.empty())
        bundle["link"] = json::array{json::object{{"relation", "self"}, {"url", self}}};
    json::array entries;
    for (const Version& version : versions) {
        const std::string type(text(version.resource.type));
        const bool is_first = version.version <= 1;
        json::object entry{{"fullUrl", full_url(version.resource, context)}};
        if (!version.is_gone)
            entry["resource"] = tree_of(version.resource.json);
        const std::string_view method = version.is_gone ? "DELETE" : is_first ? "POST" : "PUT";
        entry["request"] =
            json::object{{"method", method},
                         {"url", method == "POST" ? type : type + "/" + version.resource.id}};
        entry["response"] = json::object{{"status", version.is_gone ? "204 No Content"
                                                    : is_first      ? "201 Created"
                                                                    : "200 OK"},
                                         {"etag", etag(version.version)},
                                         {"lastModified", base::text(version.at)}};
        entries.push_back(std::move(entry));
    }
    set_entries(bundle, std::move(entries));
    return write_tree(bundle);
}

std::string write_answers(bool is_transaction, const std::vector<Answered>& answers) {
    json::object bundle{{"resourceType", "Bundle"},
                        {"type", is_transaction ? "transaction-response" : "batch-response"}};
    json::array entries;
    for (const Answered& answer : answers) {
        json::object response{{"status", answer.status}};
        if (!answer.location.empty())
            response["location"] = answer.location;
        if (answer.version)
            response["etag"] = etag(*answer.version);
        if (answer.at)
            response["lastModified"] = base::text(*answer.at);
        if (!answer.outcome.empty())
            response["outcome"] = tree_of(answer.outcome);
        json::object entry;
        if (!answer.resource.empty())
            entry["resource"] = tree_of(answer.resource);
        entry["response"] = std::move(response);
        entries.push_back(std::move(entry));
    }
    set_entries(bundle, std::move(entries));
    return write_tree(bundle);
}

} // namespace filiform::fhir
