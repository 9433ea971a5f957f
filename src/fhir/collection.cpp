// SPDX-License-Identifier: Apache-2.0
#include "fhir/collection.h"

#include "base/base64.h"
#include "base/digest.h"
#include "fhir/addresses.h"
#include "fhir/element_reader.h"
#include "fhir/tree.h"
#include "record/choice.h"

namespace filiform::fhir {

namespace {

base::Problems one_wrong(std::string code, std::string where, std::string what, std::string hint) {
    return {{std::move(code), std::move(where), std::move(what), std::move(hint)}};
}

constexpr std::string_view kind_set = "entry-kind";
constexpr std::string_view entry_extension = "entry";

/// What nothing asked for.
void note_rest(const json::object& tree, const std::string& type, Reading& reading) {
    for (const auto& [key, value] : tree)
        reading.note_left(value, type + "." + std::string(key));
}

/// The words of a state, for a tag.
std::optional<std::size_t> place_of(std::string_view word) {
    const auto state = record::state_of_word(word);
    return state ? std::optional(static_cast<std::size_t>(*state)) : std::nullopt;
}

} // namespace

std::string begin_collection(base::Instant now) {
    return R"({"resourceType":"Bundle","type":"collection","timestamp":")" + base::text(now) +
           R"(","entry":[)";
}

std::string collection_entry(std::string_view type, std::string_view id, std::string_view json,
                             const Context& context) {
    return R"({"fullUrl":")" + context.base + "/" + std::string(type) + "/" + std::string(id) +
           R"(","resource":)" + std::string(json) + "}";
}

std::string end_collection() {
    return "]}\n";
}

std::string write_whole(const record::Entry& entry, const Context& context) {
    json::object basic{{"resourceType", "Basic"}, {"id", entry.id.text()}};
    json::object meta{{"versionId", std::to_string(entry.version)},
                      {"lastUpdated", base::text(entry.at)}};
    json::array tags;
    if (entry.state != record::State::Open)
        tags.push_back(
            json::object{{"system", own_system("state")}, {"code", record::text(entry.state)}});
    if (context.is_invented)
        tags.push_back(json::object{{"system", own_system("mark")}, {"code", "invented"}});
    if (!tags.empty())
        meta["tag"] = std::move(tags);
    basic["meta"] = std::move(meta);
    basic["extension"] = json::array{
        json::object{{"url", own_extension(entry_extension)}, {"valueString", entry.body}}};
    basic["code"] =
        json::object{{"coding", json::array{json::object{{"system", own_system(kind_set)},
                                                         {"code", record::text(entry.kind)}}}}};
    if (!entry.patient.is_empty())
        basic["subject"] = json::object{{"reference", "Patient/" + entry.patient.text()}};
    return write_tree(basic);
}

bool is_whole(std::string_view json) {
    const auto tree = read_plain_tree(json, "");
    if (!tree || text_of(*tree, "resourceType") != "Basic")
        return false;
    const json::value* system = find_at(*tree, "code.coding[0].system");
    return system != nullptr && system->is_string() && system->get_string() == own_system(kind_set);
}

base::Checked<Whole> read_whole(std::string_view json) {
    const auto tree = read_tree(json, "Basic");
    if (!tree)
        return tl::unexpected(tree.error());
    const Context context;
    Reading reading(context);
    ElementReader root(*tree, "Basic", reading);
    Whole whole;
    std::string ignored, kind_word, state_word, body;
    root.text("resourceType", ignored);
    root.text("id", whole.id);
    root.text("meta.versionId", ignored);
    root.text("meta.lastUpdated", ignored);
    root.text("meta.tag[system=" + own_system("state") + "].code", state_word);
    root.text("meta.tag[system=" + own_system("mark") + "].code", ignored);
    root.text("code.coding[system=" + own_system(kind_set) + "].code", kind_word);
    root.text("extension[url=" + own_extension(entry_extension) + "].valueString", body);
    root.text("subject.reference", ignored); // follows from the noun
    note_rest(*tree, "Basic", reading);
    const auto kind = record::kind_of_word(kind_word);
    if (!kind)
        reading.complain("fhir.code", "Basic.code", "The record keeps no entries of this kind.",
                         "Leave it out.");
    if (body.empty())
        reading.complain("fhir.missing", "Basic.extension", "The entry itself is missing.",
                         "Send it as it was exported.");
    if (!state_word.empty() && !place_of(state_word))
        reading.complain("fhir.code", "Basic.meta.tag", "There is no such state.",
                         "Send it as it was exported.");
    if (!reading.problems.empty())
        return tl::unexpected(reading.problems);
    auto noun = record::read_noun(*kind, body, "");
    if (!noun) {
        base::Problems problems = noun.error();
        for (base::Problem& problem : problems)
            problem.where = "Basic.extension " + problem.where;
        return tl::unexpected(problems);
    }
    whole.kind = *kind;
    whole.noun = *std::move(noun);
    whole.state = record::state_of_word(state_word).value_or(record::State::Open);
    return whole;
}

std::string write_binary(const ReceivedBlob& blob) {
    json::object binary{
        {"resourceType", "Binary"}, {"id", blob.digest}, {"contentType", blob.media_type}};
    if (!blob.bytes.empty())
        binary["data"] = base::to_base64(blob.bytes);
    return write_tree(binary);
}

base::Checked<ReceivedBlob> read_binary(std::string_view json) {
    const auto tree = read_plain_tree(json, "Binary");
    if (!tree)
        return tl::unexpected(tree.error());
    for (const auto& [key, value] : *tree)
        if (key != "resourceType" && key != "id" && key != "contentType" && key != "data" &&
            key != "meta")
            return tl::unexpected(one_wrong("fhir.unholdable", "Binary." + std::string(key),
                                            "The record has no place for this element.",
                                            "Leave it out."));
    ReceivedBlob blob;
    blob.media_type = text_of(*tree, "contentType");
    const auto bytes = base::from_base64(text_of(*tree, "data"), base::Base64::Padded, " \r\n\t");
    if (!bytes)
        return tl::unexpected(one_wrong("fhir.value", "Binary.data", "This is not base64.",
                                        "Send it encoded (RFC 4648)."));
    blob.bytes = *bytes;
    blob.digest = base::sha256(blob.bytes);
    if (blob.digest != text_of(*tree, "id"))
        return tl::unexpected(one_wrong("fhir.value", "Binary.id",
                                        "The bytes are not those that were exported: their SHA-256 "
                                        "is another.",
                                        "Export them again."));
    return blob;
}

namespace {

void rename_below(json::value& value, const Renaming& renamed) {
    if (json::array* list = value.if_array()) {
        for (json::value& one : *list)
            rename_below(one, renamed);
    } else if (json::object* object = value.if_object()) {
        for (auto& member : *object) {
            if (member.key() != "reference" || !member.value().is_string()) {
                rename_below(member.value(), renamed);
                continue;
            }
            if (auto name = renamed(std::string(member.value().get_string())))
                member.value() = *std::move(name);
        }
    }
}

} // namespace

std::string rename_references(std::string_view json, const std::string& id,
                              const Renaming& renamed) {
    auto tree = read_plain_tree(json, "");
    if (!tree)
        return std::string(json);
    json::value value = *std::move(tree);
    rename_below(value, renamed);
    value.as_object()["id"] = id;
    return write_tree(value);
}

bool is_same_but_meta(std::string_view one, std::string_view other) {
    auto first = read_plain_tree(one, "");
    auto second = read_plain_tree(other, "");
    if (!first || !second)
        return false;
    first->erase("meta");
    second->erase("meta");
    return *first == *second;
}

} // namespace filiform::fhir
