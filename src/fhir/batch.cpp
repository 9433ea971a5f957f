// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>

#include "fhir/bundle.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

constexpr std::size_t most_entries = 500;
constexpr std::string_view uuid_prefix = "urn:uuid:";

base::Problem bad(const std::string& where, std::string what, std::string hint) {
    return {"fhir.bundle", where, std::move(what), std::move(hint)};
}

std::optional<Operation::Method> method_of(std::string_view word) {
    using Method = Operation::Method;
    if (word == "DELETE")
        return Method::Delete;
    if (word == "POST")
        return Method::Post;
    if (word == "PUT")
        return Method::Put;
    if (word == "GET")
        return Method::Get;
    return std::nullopt;
}

/// "W/"3"" or ""3"".
std::optional<std::int64_t> version_of(std::string_view etag) {
    const std::size_t first = etag.find('"');
    const std::size_t last = etag.rfind('"');
    if (first == std::string_view::npos || last <= first)
        return std::nullopt;
    const std::string_view digits = etag.substr(first + 1, last - first - 1);
    std::int64_t version = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
        return std::nullopt;
    return version;
}

/// "Type/id/_history/2", "Type?name=a", "Type".
void read_address(std::string_view url, Operation& operation) {
    const std::size_t end = url.find_first_of("/?");
    operation.type = find_type(url.substr(0, end));
    if (end == std::string_view::npos)
        return;
    if (url[end] == '?') {
        operation.rest = url.substr(end);
        return;
    }
    url.remove_prefix(end + 1);
    const std::size_t next = url.find_first_of("/?");
    operation.id = url.substr(0, next);
    if (next != std::string_view::npos)
        operation.rest = url.substr(next + (url[next] == '/' ? 1 : 0));
}

/// What does not fit together in one entry; empty when all does.
std::string contradiction(const Operation& operation) {
    using Method = Operation::Method;
    const bool carries = operation.method == Method::Post || operation.method == Method::Put;
    if (!operation.type)
        return "The address names no type that is kept here.";
    if (carries == operation.resource.empty())
        return carries ? "There is no resource to write." : "This takes no resource.";
    if (operation.method == Method::Post && (!operation.id.empty() || !operation.rest.empty()))
        return "What is created is posted to its type alone.";
    if ((operation.method == Method::Put || operation.method == Method::Delete) &&
        (!is_id(operation.id) || !operation.rest.empty()))
        return "This needs the id of one resource in its address.";
    return "";
}

class BatchReader {
  public:
    explicit BatchReader(const Context& context) : context_(context) {}

    base::Checked<Batch> read(const json::object& bundle) {
        const std::string_view type = text_of(bundle, "type");
        if (text_of(bundle, "resourceType") != "Bundle" ||
            (type != "batch" && type != "transaction"))
            return tl::unexpected(
                base::Problems{bad("Bundle.type", "A batch or a transaction is expected here.",
                                   "Send a Bundle of one of these types.")});
        batch_.is_transaction = type == "transaction";
        const json::array* entries = array_of(bundle, "entry");
        const std::size_t count = entries == nullptr ? 0 : entries->size();
        if (count > most_entries)
            return tl::unexpected(base::Problems{
                bad("Bundle.entry", "At most 500 entries are taken at once.", "Send several.")});
        for (std::size_t i = 0; i < count; ++i)
            read_entry((*entries)[i], i);
        check_twice();
        if (!problems_.empty())
            return tl::unexpected(problems_);
        std::stable_sort(
            batch_.operations.begin(), batch_.operations.end(),
            [](const Operation& a, const Operation& b) { return a.method < b.method; });
        return std::move(batch_);
    }

  private:
    void read_entry(const json::value& value, std::size_t place) {
        const std::string where = "Bundle.entry[" + std::to_string(place) + "]";
        const json::object* entry = value.if_object();
        const json::object* request = entry == nullptr ? nullptr : object_of(*entry, "request");
        if (request == nullptr)
            return problems_.push_back(
                bad(where, "An entry with a request is expected here.", "Say what is to be done."));
        Operation operation;
        operation.place = place;
        const auto method = method_of(text_of(*request, "method"));
        if (!method)
            return problems_.push_back(bad(where + ".request.method", "This method is not taken.",
                                           "Send GET, POST, PUT or DELETE."));
        operation.method = *method;
        std::string_view url = text_of(*request, "url");
        if (!context_.base.empty() && url.starts_with(context_.base + "/"))
            url.remove_prefix(context_.base.size() + 1);
        read_address(url, operation);
        operation.full_url = text_of(*entry, "fullUrl");
        if (const json::object* resource = object_of(*entry, "resource"))
            operation.resource = write_tree(*resource);
        operation.if_none_exist = text_of(*request, "ifNoneExist");
        const std::string_view if_match = text_of(*request, "ifMatch");
        operation.if_match = version_of(if_match);
        if (!if_match.empty() && !operation.if_match)
            problems_.push_back(
                bad(where + ".request.ifMatch", "This is no version.", "Write it W/\"3\"."));
        if (std::string what = contradiction(operation); !what.empty())
            return problems_.push_back(bad(where, std::move(what), "See FHIR R4, http.html."));
        batch_.operations.push_back(std::move(operation));
    }

    /// One resource may be written once in a transaction, and an address belongs to one entry.
    void check_twice() {
        std::map<std::string, std::size_t> seen;
        for (const Operation& one : batch_.operations) {
            std::vector<std::string> names;
            if (one.full_url.starts_with(uuid_prefix))
                names.push_back(one.full_url);
            if (one.method == Operation::Method::Put || one.method == Operation::Method::Delete)
                names.push_back(std::string(text(*one.type)) + "/" + one.id);
            for (const std::string& name : names)
                if (batch_.is_transaction && !seen.emplace(name, one.place).second)
                    problems_.push_back(
                        bad("Bundle.entry[" + std::to_string(one.place) + "]",
                            "Another entry of the transaction writes or names the same.",
                            "Send one of them."));
        }
    }

    const Context& context_;
    Batch batch_;
    base::Problems problems_;
};

/// Changes every reference to an entry of the bundle.
class Placer {
  public:
    explicit Placer(const Batch& batch) {
        for (const Operation& one : batch.operations)
            if (one.full_url.starts_with(uuid_prefix) && one.type)
                names_[one.full_url] = std::string(text(*one.type)) + "/" + one.id;
    }
    void place(json::value& value, const std::string& where) {
        if (json::array* list = value.if_array()) {
            for (std::size_t i = 0; i < list->size(); ++i)
                place((*list)[i], where + "[" + std::to_string(i) + "]");
        } else if (json::object* object = value.if_object()) {
            for (auto& member : *object) {
                const std::string inner = where + "." + std::string(member.key());
                if (member.key() == "reference" && member.value().is_string())
                    replace(member.value(), inner);
                else
                    place(member.value(), inner);
            }
        }
    }
    base::Problems problems;

  private:
    void replace(json::value& reference, const std::string& where) {
        const std::string named(reference.get_string());
        if (!named.starts_with(uuid_prefix))
            return;
        const auto found = names_.find(named);
        if (found == names_.end())
            problems.push_back({"fhir.reference", where,
                                "No entry of the bundle has this as its fullUrl.",
                                "Send the resource with it, or name one that is kept."});
        else
            reference = found->second;
    }

    std::map<std::string, std::string> names_;
};

} // namespace

base::Checked<Batch> read_batch(std::string_view json, const Context& context) {
    const auto bundle = read_tree(json, "Bundle");
    if (!bundle)
        return tl::unexpected(bundle.error());
    return BatchReader(context).read(*bundle);
}

base::Problems place_references(Batch& batch) {
    Placer placer(batch.is_transaction ? batch : Batch{});
    for (Operation& one : batch.operations) {
        auto tree = one.resource.empty() ? base::Checked<json::object>(json::object())
                                         : read_plain_tree(one.resource, "");
        if (one.resource.empty() || !tree)
            continue;
        json::value value = std::move(*tree);
        placer.place(value, "Bundle.entry[" + std::to_string(one.place) + "].resource");
        if (one.method == Operation::Method::Post)
            value.as_object()["id"] = one.id;
        one.resource = write_tree(value);
    }
    return placer.problems;
}

} // namespace filiform::fhir
