// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_search.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/percent.h"
#include "fhir/bundle.h"
#include "fhir/outcome.h"
#include "server/search_limits.h"
#include "server/target.h"

namespace filiform::server {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t most_included = 1000;

Pairs pairs_of(const std::vector<Named>& parameters) {
    Pairs pairs;
    for (const Named& one : parameters)
        pairs.emplace_back(one.name, one.value);
    return pairs;
}

std::string with_parameters(std::string address, const Pairs& parameters,
                            const std::string& after) {
    char sign = '?';
    for (const auto& [name, value] : parameters) {
        if (name == "_after")
            continue;
        address += sign + base::percent_encoded(name) + "=" + base::percent_encoded(value);
        sign = '&';
    }
    return after.empty() ? address : address + sign + "_after=" + base::percent_encoded(after);
}

std::string key_of(const fhir::Resource& resource) {
    return std::string(fhir::text(resource.type)) + "/" + resource.id;
}

/// Adds what the found resources name, and what names them, each once.
class Includer {
  public:
    Includer(FhirDesk& at, const fhir::Search& search, fhir::FoundPage& page)
        : at_(at), search_(search), page_(page) {
        for (const fhir::Resource& one : page.found)
            known_.insert(key_of(one));
    }

    base::Result<void> include() {
        // A double leads to the patient who goes on for it.
        const fhir::Include goes_on{fhir::ResourceType::Patient, "link",
                                    fhir::ResourceType::Patient};
        for (const fhir::Resource& from : page_.found)
            if (from.type == fhir::ResourceType::Patient)
                if (auto added = add_named(from, goes_on); !added)
                    return added;
        for (const fhir::Include& one : search_.includes)
            for (const fhir::Resource& from : page_.found)
                if (from.type == one.from)
                    if (auto added = add_named(from, one); !added)
                        return added;
        for (const fhir::Include& one : search_.reverse_includes)
            if (auto added = add_naming(one); !added)
                return added;
        return {};
    }

  private:
    base::Result<void> add_named(const fhir::Resource& from, const fhir::Include& include) {
        for (const auto& [type, id] : fhir::named_by(from, include)) {
            if (page_.included.size() >= most_included ||
                known_.contains(std::string(fhir::text(type)) + "/" + id))
                continue;
            auto seen = at_.find(type, id);
            if (!seen && seen.error().code.starts_with("store."))
                return tl::unexpected(seen.error());
            if (!seen)
                continue; // not theirs to see
            if (seen->entry.version > 0)
                note_read(at_.desk().store, at_.call().request, at_.call().caller, "read",
                          seen->entry);
            add(std::move(seen->resource));
        }
        return {};
    }

    base::Result<void> add_naming(const fhir::Include& include) {
        std::string names;
        for (const fhir::Resource& one : page_.found)
            if (!include.target || one.type == *include.target)
                names += (names.empty() ? "" : ",") + key_of(one);
        if (names.empty())
            return {};
        const Pairs parameters{{include.parameter, names}, {"_count", "500"}};
        const auto search = fhir::read_search(include.from, parameters, fhir::Handling::Strict);
        if (!search)
            return tl::unexpected(search.error().front());
        auto found = find_resources(at_, *search);
        if (!found && found.error().code == "request.forbidden")
            return {};
        if (!found)
            return tl::unexpected(found.error());
        for (fhir::Resource& one : found->resources)
            add(std::move(one));
        return {};
    }

    void add(fhir::Resource resource) {
        if (page_.included.size() < most_included && known_.insert(key_of(resource)).second)
            page_.included.push_back(std::move(resource));
    }

    FhirDesk& at_;
    const fhir::Search& search_;
    fhir::FoundPage& page_;
    std::set<std::string> known_;
};

/// What the page has to say beside what it found.
std::string remarks(base::Problems ignored, const FoundResources& found) {
    if (found.withholds_some)
        ignored.push_back({"request.restricted", "",
                           "What belongs to restricted patients is left out.",
                           "If you have to see it, say why in the header X-Break-Glass."});
    return ignored.empty() ? "" : fhir::operation_outcome(ignored, fhir::Severity::Warning);
}

base::Checked<fhir::FoundPage> page_of(FhirDesk& at, const fhir::Search& search,
                                       const std::string& address) {
    fhir::FoundPage page;
    page.self = with_parameters(address, search.understood, search.after);
    if (search.wants_total || search.counts_only) {
        const auto total = count_resources(at, search);
        if (!total)
            return tl::unexpected(base::Problems{total.error()});
        page.total = *total;
        if (!page.total && search.counts_only)
            return tl::unexpected(base::Problems{
                {"fhir.too_costly", "", "This is too much to count.", "Ask for less."}});
    }
    FoundResources found;
    if (!search.counts_only) {
        auto all = find_resources(at, search);
        if (!all)
            return tl::unexpected(base::Problems{all.error()});
        found = *std::move(all);
    }
    page.found = std::move(found.resources);
    if (!found.next.empty())
        page.next = with_parameters(address, search.understood, found.next);
    if (auto included = Includer(at, search, page).include(); !included)
        return tl::unexpected(base::Problems{included.error()});
    page.outcome = remarks(search.ignored, found);
    return page;
}

/// Everything of one patient, the patient's own entry first.
base::Result<Walk> everything_of(const FhirDesk& at, const record::EntryId& patient) {
    Walk walk;
    store::Query own;
    own.kind = record::Kind::Patient;
    own.ids = {patient};
    walk.queries.push_back(own);
    for (const record::Kind kind : record::every_kind()) {
        if (kind == record::Kind::Patient)
            continue;
        store::Query query;
        query.kind = kind;
        query.patient = patient;
        if (!narrow(query, at.call().caller))
            continue;
        if (const auto taken = take_in_doubles(at.desk(), query); !taken)
            return tl::unexpected(taken.error());
        walk.queries.push_back(std::move(query));
    }
    return walk;
}

base::Result<void> read_everything_parameters(const Request& request, Walk& walk) {
    constexpr std::size_t most = 500;
    walk.count = most;
    for (const Named& one : request.query) {
        if (one.name == "_format" || one.name == "_pretty")
            continue;
        std::size_t count = 0;
        const auto read =
            std::from_chars(one.value.data(), one.value.data() + one.value.size(), count);
        if (one.name == "_after")
            walk.after = one.value;
        else if (one.name != "_count")
            return tl::unexpected(base::Problem{"fhir.search_parameter", one.name,
                                                "This is not known here.", "_count is."});
        else if (read.ec != std::errc() || count == 0)
            return tl::unexpected(base::Problem{"fhir.search_value", one.name,
                                                "This is no number of resources.", "1 to 500."});
        else
            walk.count = std::min(count, most);
    }
    return {};
}

} // namespace

Answer fhir_search(const Desk& desk, const Call& call) {
    const auto type = type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    const bool is_strict = call.request.header("prefer").value_or("").find("handling=strict") !=
                           std::string_view::npos;
    const auto search =
        fhir::read_search(*type, pairs_of(call.request.query),
                          is_strict ? fhir::Handling::Strict : fhir::Handling::Lenient);
    if (!search)
        return refusal(call.request, search.error());
    FhirDesk at(desk, call);
    const auto page =
        page_of(at, *search, at.context().base + "/" + std::string(fhir::text(*type)));
    if (!page)
        return refusal(call.request, page.error());
    return fhir_answer(200, fhir::write_searchset(*page, at.context()));
}

Answer fhir_search_form(const Desk& desk, const Call& call) {
    const auto form = read_parameters(call.request.body);
    if (!form)
        return refusal(call.request, form.error());
    Request request = call.request;
    request.query.insert(request.query.end(), form->begin(), form->end());
    request.body.clear();
    return fhir_search(desk, {request, call.caller, call.places});
}

Answer fhir_everything(const Desk& desk, const Call& call) {
    FhirDesk at(desk, call);
    const auto patient = at.find(fhir::ResourceType::Patient, call.place("id"));
    if (!patient)
        return refusal(call.request, patient.error());
    auto walk = everything_of(at, patient->entry.id);
    if (!walk)
        return refusal(call.request, walk.error());
    if (const auto read = read_everything_parameters(call.request, *walk); !read)
        return refusal(call.request, read.error());
    auto found = server::walk(at, *walk);
    if (!found)
        return refusal(call.request, found.error());
    fhir::FoundPage page;
    const std::string address = at.context().base + "/Patient/" + call.place("id") + "/$everything";
    page.self = with_parameters(address, pairs_of(call.request.query), walk->after);
    if (!found->next.empty())
        page.next = with_parameters(address, pairs_of(call.request.query), found->next);
    page.outcome = remarks({}, *found);
    page.found = std::move(found->resources);
    return fhir_answer(200, fhir::write_searchset(page, at.context()));
}

} // namespace filiform::server
