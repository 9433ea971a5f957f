// SPDX-License-Identifier: Apache-2.0
#include "anatomy/body_header.h"

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include <boost/json.hpp>

namespace filiform::anatomy {

namespace json = boost::json;
using geometry::Box;
using geometry::Lattice;
using geometry::Vec3;

namespace {

constexpr std::string_view schema = "filiform.body/1";

constexpr std::array<std::pair<Missing::Why, std::string_view>, 4> whys{
    {{Missing::Why::NotInScheme, "not_in_scheme"},
     {Missing::Why::NotFound, "not_found"},
     {Missing::Why::OutsideScan, "outside_scan"},
     {Missing::Why::NotFitted, "not_fitted"}}};

template <class Table, class Value>
std::string_view word_for(const Table& table, Value value) {
    for (const auto& [known, word] : table)
        if (known == value)
            return word;
    return {};
}

// --- writing ------------------------------------------------------------------------------------

json::string exact(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return json::string(text.data(), static_cast<std::size_t>(end - text.data()));
}

json::array exact(const Vec3& v) {
    return {exact(v.x), exact(v.y), exact(v.z)};
}

json::object exact(const Lattice& lattice) {
    return {{"size", {lattice.size.x, lattice.size.y, lattice.size.z}},
            {"origin", exact(lattice.origin)},
            {"spacing", exact(lattice.spacing)}};
}

json::object exact(const geometry::DistanceField& field) {
    return {{"lattice", exact(field.lattice())},
            {"low", exact(field.bounds().low)},
            {"high", exact(field.bounds().high)}};
}

json::object exact(const Structure& one) {
    json::array sources;
    for (const chart::SourceId& source : one.sources)
        sources.emplace_back(source.text());
    json::object object{{"id", one.id.text()},
                        {"kind", chart::text(one.kind)},
                        {"role", chart::text(one.role)},
                        {"origin", chart::text(one.origin)},
                        {"positionSdMm", exact(one.position_sd_mm)},
                        {"boundarySdMm", exact(one.boundary_sd_mm)},
                        {"note", one.note},
                        {"sources", std::move(sources)},
                        {"field", exact(one.field)}};
    if (!one.variant.empty()) {
        object["share"] = exact(one.share);
        object["variantOf"] = one.variant_of.text();
        object["variant"] = one.variant;
    }
    return object;
}

json::object exact(const Landmark& one) {
    return {{"id", one.id.text()},           {"point", exact(one.point)},
            {"sdMm", exact(one.sd_mm)},      {"origin", chart::text(one.origin)},
            {"isPalpable", one.is_palpable}, {"note", one.note}};
}

// --- reading ------------------------------------------------------------------------------------

/// Thrown inside this file only, caught in read_body_header.
struct Malformed {
    std::string what;
};

[[noreturn]] void refuse(std::string_view key, std::string_view wanted) {
    throw Malformed{"\"" + std::string(key) + "\" is missing or not " + std::string(wanted)};
}

const json::value& member(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    if (found == nullptr)
        refuse(key, "there");
    return *found;
}

const json::object& object_of(const json::value& value, std::string_view key) {
    if (const auto* found = value.if_object())
        return *found;
    refuse(key, "an object");
}

const json::array& list_of(const json::object& object, std::string_view key) {
    if (const auto* found = member(object, key).if_array())
        return *found;
    refuse(key, "a list");
}

std::string text_of(const json::value& value, std::string_view key) {
    if (const auto* found = value.if_string())
        return {found->data(), found->size()};
    refuse(key, "a text");
}

std::string text_of(const json::object& object, std::string_view key) {
    return text_of(member(object, key), key);
}

bool flag_of(const json::object& object, std::string_view key) {
    if (const bool* found = member(object, key).if_bool())
        return *found;
    refuse(key, "true or false");
}

double number_of(const json::value& value, std::string_view key) {
    const std::string text = text_of(value, key);
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(number))
        refuse(key, "a finite number");
    return number;
}

double spread_of(const json::object& object, std::string_view key) {
    const double sd = number_of(member(object, key), key);
    if (sd < 0)
        refuse(key, "zero or more");
    return sd;
}

Vec3 point_of(const json::object& object, std::string_view key) {
    const json::array& list = list_of(object, key);
    if (list.size() != 3)
        refuse(key, "three numbers");
    return {number_of(list[0], key), number_of(list[1], key), number_of(list[2], key)};
}

template <class Table>
auto choice_of(const Table& table, const json::object& object, std::string_view key) {
    const std::string word = text_of(object, key);
    for (const auto& [known, spelled] : table)
        if (spelled == word)
            return known;
    refuse(key, "a known word");
}

template <class T>
T known(std::optional<T> value, std::string_view key) {
    if (!value)
        refuse(key, "a known word");
    return *value;
}

class HeaderReader {
  public:
    explicit HeaderReader(const BodyLimits& limits) : limits_(limits) {}

    BodyHeader read(const json::object& root) {
        if (text_of(root, "schema") != schema)
            refuse("schema", std::string(schema));
        BodyHeader header;
        Body& body = header.body;
        body.name = text_of(root, "name");
        body.origin = known(chart::origin_of(text_of(root, "origin")), "origin");
        body.posture = known(posture_of(text_of(root, "posture")), "posture");
        if (root.contains("miscount"))
            body.miscount = read_miscount(object_of(member(root, "miscount"), "miscount"));
        body.lattice = read_lattice(root);
        header.skin = read_field(object_of(member(root, "skin"), "skin"));
        const json::array& structures = list_of(root, "structures");
        if (structures.size() > limits_.most_structures)
            too_large_ = "too many structures";
        for (const json::value& value : structures) {
            if (!too_large_.empty())
                break;
            const json::object& one = object_of(value, "structures");
            body.structures.push_back(read_structure(one));
            header.structures.push_back(read_field(object_of(member(one, "field"), "field")));
        }
        for (const json::value& value : list_of(root, "landmarks"))
            body.landmarks.push_back(read_landmark(object_of(value, "landmarks")));
        for (const json::value& value : list_of(root, "missing"))
            body.missing.push_back(read_missing(object_of(value, "missing")));
        for (const json::value& value : list_of(root, "warnings")) {
            const json::object& one = object_of(value, "warnings");
            body.warnings.push_back({text_of(one, "code"), text_of(one, "what")});
        }
        for (const auto& entry : object_of(member(root, "inputs"), "inputs"))
            body.inputs[std::string(entry.key())] = text_of(entry.value(), "inputs");
        header.has_ct = flag_of(root, "hasCt");
        if (header.has_ct)
            announce(body.lattice);
        refuse_disorder(body);
        refuse_too_many_shares(body);
        return header;
    }

    /// Why the body is too large; empty when it is not.
    [[nodiscard]] const std::string& too_large() const { return too_large_; }

  private:
    Lattice read_lattice(const json::object& parent) {
        const json::object& object = object_of(member(parent, "lattice"), "lattice");
        const json::array& size = list_of(object, "size");
        std::array<std::int64_t, 3> counts{};
        if (size.size() != counts.size())
            refuse("size", "three counts");
        constexpr std::int64_t most_along = 100'000;
        for (std::size_t n = 0; n < counts.size(); ++n) {
            const std::int64_t* count = size[n].if_int64();
            if (count == nullptr || *count < 0)
                refuse("size", "three counts");
            if (*count > most_along)
                too_large_ = "a grid of " + std::to_string(*count);
            counts[n] = std::min(*count, most_along);
        }
        const Lattice lattice{
            {static_cast<int>(counts[0]), static_cast<int>(counts[1]), static_cast<int>(counts[2])},
            point_of(object, "origin"),
            point_of(object, "spacing")};
        const Vec3& h = lattice.spacing;
        if (!(h.x > 0 && h.y > 0 && h.z > 0))
            refuse("spacing", "positive");
        return lattice;
    }

    void announce(const Lattice& lattice) {
        // Each count is at most 1e5, so the product of three fits.
        const std::size_t voxels = lattice.size.voxels();
        if (voxels > limits_.most_voxels) {
            too_large_ = "a grid of " + std::to_string(voxels) + " voxels";
            return;
        }
        bytes_ += voxels * sizeof(std::int16_t);
        if (bytes_ > limits_.most_bytes)
            too_large_ = std::to_string(bytes_) + " bytes of voxels";
    }

    AnnouncedField read_field(const json::object& object) {
        const AnnouncedField field{read_lattice(object),
                                   {point_of(object, "low"), point_of(object, "high")}};
        announce(field.lattice);
        return field;
    }

    static Structure read_structure(const json::object& object) {
        Structure one;
        one.id = chart::StructureId(text_of(object, "id"));
        one.kind = known(chart::kind_of(text_of(object, "kind")), "kind");
        one.role = known(chart::role_of(text_of(object, "role")), "role");
        one.origin = known(chart::origin_of(text_of(object, "origin")), "origin");
        one.position_sd_mm = spread_of(object, "positionSdMm");
        one.boundary_sd_mm = spread_of(object, "boundarySdMm");
        one.note = text_of(object, "note");
        for (const json::value& source : list_of(object, "sources"))
            one.sources.emplace_back(text_of(source, "sources"));
        if (object.contains("variant")) {
            one.variant = text_of(object, "variant");
            one.variant_of = chart::StructureId(text_of(object, "variantOf"));
            one.share = spread_of(object, "share");
            if (!(one.share > 0 && one.share <= 1) || one.variant.empty())
                refuse("share", "above 0 and at most 1");
        }
        return one;
    }

    static Miscount read_miscount(const json::object& object) {
        const Miscount miscount{spread_of(object, "oneTooHigh"), spread_of(object, "oneTooLow")};
        if (miscount.sum() > 1)
            refuse("miscount", "probabilities");
        return miscount;
    }

    static Landmark read_landmark(const json::object& object) {
        Landmark one;
        one.id = chart::LandmarkId(text_of(object, "id"));
        one.point = point_of(object, "point");
        one.sd_mm = spread_of(object, "sdMm");
        one.origin = known(chart::origin_of(text_of(object, "origin")), "origin");
        one.is_palpable = flag_of(object, "isPalpable");
        one.note = text_of(object, "note");
        return one;
    }

    static Missing read_missing(const json::object& object) {
        return {chart::StructureId(text_of(object, "id")), choice_of(whys, object, "why"),
                text_of(object, "what")};
    }

    /// Look-ups halve the list, so its order is part of its meaning.
    static void refuse_disorder(const Body& body) {
        for (std::size_t n = 1; n < body.structures.size(); ++n)
            if (!(body.structures[n - 1].id < body.structures[n].id))
                refuse("structures", "in order of their ids");
        for (std::size_t n = 1; n < body.landmarks.size(); ++n)
            if (!(body.landmarks[n - 1].id < body.landmarks[n].id))
                refuse("landmarks", "in order of their ids");
    }

    /// The courses of one structure exclude each other.
    static void refuse_too_many_shares(const Body& body) {
        constexpr double rounding = 1e-9;
        std::map<chart::StructureId, double> sums;
        for (const Structure& one : body.structures)
            if (!one.variant.empty() && (sums[name_of(one)] += one.share) > 1 + rounding)
                refuse("share", "at most 1 for all courses of the " + one.variant);
    }

    const BodyLimits& limits_;
    std::size_t bytes_ = 0;
    std::string too_large_;
};

} // namespace

std::string write_body_header(const Body& body) {
    json::array structures;
    for (const Structure& one : body.structures)
        structures.push_back(exact(one));
    json::array landmarks;
    for (const Landmark& one : body.landmarks)
        landmarks.push_back(exact(one));
    json::array missing;
    for (const Missing& one : body.missing)
        missing.push_back(json::object{
            {"id", one.id.text()}, {"why", word_for(whys, one.why)}, {"what", one.what}});
    json::array warnings;
    for (const chart::Warning& one : body.warnings)
        warnings.push_back(json::object{{"code", one.code}, {"what", one.what}});
    json::object inputs;
    for (const auto& [file, digest] : body.inputs)
        inputs[file] = digest;
    json::object root{{"schema", schema},
                      {"name", body.name},
                      {"origin", chart::text(body.origin)},
                      {"posture", text(body.posture)},
                      {"lattice", exact(body.lattice)},
                      {"skin", exact(body.skin)},
                      {"structures", std::move(structures)},
                      {"landmarks", std::move(landmarks)},
                      {"missing", std::move(missing)},
                      {"warnings", std::move(warnings)},
                      {"inputs", std::move(inputs)},
                      {"hasCt", body.ct.has_value()}};
    if (body.miscount.sum() > 0)
        root["miscount"] = {{"oneTooHigh", exact(body.miscount.one_too_high)},
                            {"oneTooLow", exact(body.miscount.one_too_low)}};
    return json::serialize(root);
}

base::Result<BodyHeader> read_body_header(std::string_view text, std::string_view name,
                                          const BodyLimits& limits) {
    const auto malformed = [&](const std::string& what) {
        return tl::unexpected(base::Problem{"body_file.header", std::string(name),
                                            "The header of the body file is damaged: " + what + ".",
                                            "Import the scan again."});
    };
    boost::system::error_code error;
    const json::value root = json::parse(text, error);
    if (error)
        return malformed("it is not JSON");
    HeaderReader reader(limits);
    try {
        BodyHeader header = reader.read(object_of(root, "header"));
        if (reader.too_large().empty())
            return header;
    } catch (const Malformed& problem) {
        return malformed(problem.what);
    }
    return tl::unexpected(
        base::Problem{"body_file.too_large", std::string(name),
                      "The body file announces " + reader.too_large() + ", more than is accepted.",
                      "Import the scan on a coarser grid."});
}

} // namespace filiform::anatomy
