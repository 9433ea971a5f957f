// SPDX-License-Identifier: Apache-2.0
#include "anatomy/labelled_structure.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace filiform::anatomy {

namespace {

using Regions = std::map<std::int32_t, Region>;

std::size_t to_size(int n) {
    return static_cast<std::size_t>(n);
}

/// One pass over the map. Runs of equal values along x are handled at once.
Regions find_regions(const geometry::Image<std::int32_t>& image) {
    const geometry::Size3& size = image.size;
    Regions regions;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j) {
            const std::int32_t* row = image.voxels.data() + size.index(0, j, k);
            const auto beside = [&](int i, int dj, int dk) {
                const int y = j + dj;
                const int z = k + dk;
                return y < 0 || z < 0 || y >= size.y || z >= size.z ? row[i] : image.at(i, y, z);
            };
            for (int i = 0; i < size.x;) {
                const std::int32_t value = row[i];
                int end = i + 1;
                while (end < size.x && row[end] == value)
                    ++end;
                if (value != 0) {
                    Region& region = regions[value];
                    const std::size_t run = to_size(end - i);
                    region.voxels += run;
                    region.index_sum[0] += 0.5 * static_cast<double>(run) * (i + end - 1);
                    region.index_sum[1] += static_cast<double>(run) * j;
                    region.index_sum[2] += static_cast<double>(run) * k;
                    IndexBox box;
                    box.low = {i, j, k};
                    box.high = {end - 1, j, k};
                    region.box.add(box);
                    region.on_border[0] += i == 0 ? 1 : 0;
                    region.on_border[1] += end == size.x ? 1 : 0;
                    region.on_border[2] += j == 0 ? run : 0;
                    region.on_border[3] += j == size.y - 1 ? run : 0;
                    region.on_border[4] += k == 0 ? run : 0;
                    region.on_border[5] += k == size.z - 1 ? run : 0;
                    region.faces[0] += (i > 0 ? 1U : 0U) + (end < size.x ? 1U : 0U);
                    for (int x = i; x < end; ++x) {
                        region.faces[1] += (beside(x, -1, 0) != value) + (beside(x, 1, 0) != value);
                        region.faces[2] += (beside(x, 0, -1) != value) + (beside(x, 0, 1) != value);
                    }
                }
                i = end;
            }
        }
    return regions;
}

/// Voxel faces overstate a surface of random slope by 3/2: the mean of |nx|+|ny|+|nz|.
constexpr double face_excess = 1.5;

void measure(LabelledStructure& one, const geometry::Affine& world_from_voxel) {
    const auto& m = world_from_voxel.columns;
    const Region& region = one.region;
    const double n = static_cast<double>(std::max<std::size_t>(region.voxels, 1));
    one.centroid =
        world_from_voxel *
        geometry::Vec3{region.index_sum[0] / n, region.index_sum[1] / n, region.index_sum[2] / n};
    one.volume_mm3 =
        static_cast<double>(region.voxels) * std::abs(geometry::determinant(world_from_voxel));
    const std::array<double, 3> face_mm2{length(cross(m[1], m[2])), length(cross(m[2], m[0])),
                                         length(cross(m[0], m[1]))};
    one.surface_mm2 = 0;
    for (std::size_t axis = 0; axis < 3; ++axis)
        one.surface_mm2 += static_cast<double>(region.faces[axis]) * face_mm2[axis] / face_excess;
}

/// Adds the value's region to the structure of that id.
void add_to(std::vector<LabelledStructure>& all, const chart::StructureId& id,
            const LabelClass& from, std::int32_t value, const Region& region) {
    auto found = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.id == id; });
    if (found == all.end()) {
        LabelledStructure made;
        made.id = id;
        made.kind = from.kind;
        made.role = from.role;
        made.dice = from.dice;
        found = all.insert(all.end(), made);
    }
    found->values.push_back(value);
    found->dice = std::min(found->dice, from.dice);
    found->region.add(region);
}

using Meaning = std::map<std::int32_t, const LabelClass*>;

std::vector<LabelledStructure> gather(const Regions& regions, const Meaning& meaning,
                                      const geometry::Affine& world_from_voxel) {
    std::vector<LabelledStructure> all;
    for (const auto& [value, region] : regions) {
        const auto found = meaning.find(value);
        if (found == meaning.end())
            continue;
        const LabelClass& one = *found->second;
        add_to(all, one.id, one, value, region);
        if (one.part_of)
            add_to(all, *one.part_of, one, value, region);
    }
    for (LabelledStructure& one : all)
        measure(one, world_from_voxel);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return all;
}

/// Programs write "hip_left", people "Hip left".
std::string plain(std::string_view name) {
    std::string made(name);
    for (char& c : made)
        c = c == ' ' || c == '-' ? '_'
                                 : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

const LabelClass* find_named(const LabelScheme& scheme, std::string_view name) {
    for (const LabelClass& one : scheme.classes)
        if (plain(one.name) == plain(name))
            return &one;
    return nullptr;
}

/// Whether the table gives every number that occurs the name it has in `scheme`.
bool speaks_for(const std::map<std::int32_t, std::string>& table, const Regions& regions,
                const LabelScheme& scheme) {
    return std::all_of(regions.begin(), regions.end(), [&](const auto& entry) {
        const auto named = table.find(entry.first);
        if (named == table.end())
            return false;
        const LabelClass* found = find_named(scheme, named->second);
        return found != nullptr && found->number == entry.first;
    });
}

/// What to do about numbers the named scheme does not have: the schemes that have them all.
std::string remedy_for_numbers(const Regions& regions) {
    std::string schemes;
    for (const LabelScheme& other : label_schemes())
        if (std::all_of(regions.begin(), regions.end(), [&](const auto& entry) {
                return find_class(other, entry.first) != nullptr;
            }))
            schemes += (schemes.empty() ? "" : " or ") + other.name;
    if (schemes.empty())
        return "Name the scheme that the map was made with.";
    return "All its numbers are classes of " + schemes +
           ": if that made it, import with --scheme " + schemes + ".";
}

struct MapReader {
    const LabelInput& input;
    const LabelScheme& scheme;
    const Regions& regions;
    base::Problems& problems;

    void refuse(std::string code, std::string what, std::string hint) const {
        problems.push_back({std::move(code), input.file, std::move(what), std::move(hint)});
    }

    [[nodiscard]] Meaning by_number() const {
        // An image given for a label map has thousands of numbers: three are enough to see that.
        constexpr std::size_t named_one_by_one = 3;
        const std::string remedy = remedy_for_numbers(regions);
        std::size_t unknown = 0;
        Meaning meaning;
        for (const auto& [value, region] : regions) {
            if (const LabelClass* found = find_class(scheme, value)) {
                meaning[value] = found;
                continue;
            }
            if (++unknown > named_one_by_one)
                continue;
            refuse("body.number_unknown",
                   "Label " + std::to_string(value) + " (" + std::to_string(region.voxels) +
                       " voxels) is not a class of \"" + scheme.name + "\".",
                   remedy);
        }
        if (unknown > named_one_by_one)
            refuse("body.number_unknown",
                   "Nor are " + std::to_string(unknown - named_one_by_one) +
                       " more of its numbers.",
                   "If the file is the image and not a label map, give it with --image.");
        return meaning;
    }

    [[nodiscard]] Meaning by_name() const {
        if (!speaks_for(input.map.names, regions, scheme))
            for (const LabelScheme& other : label_schemes())
                if (speaks_for(input.map.names, regions, other)) {
                    refuse("body.scheme_version",
                           "The label table inside the file is that of \"" + other.name +
                               "\", not of \"" + scheme.name + "\".",
                           "Import it with --scheme " + other.name + ".");
                    return {};
                }
        Meaning meaning;
        for (const auto& [value, region] : regions) {
            const auto named = input.map.names.find(value);
            const LabelClass* found =
                named == input.map.names.end() ? nullptr : find_named(scheme, named->second);
            if (found != nullptr) {
                meaning[value] = found;
                continue;
            }
            const std::string name =
                named == input.map.names.end() ? "no name" : "the name \"" + named->second + "\"";
            refuse("body.scheme_names",
                   "The file's own label table gives label " + std::to_string(value) + " " + name +
                       ", which is no class of \"" + scheme.name + "\".",
                   "Name the scheme that the map was made with, or remove the label.");
        }
        return meaning;
    }
};

/// Keeps one of two maps' structures of the same id.
void settle_twins(std::vector<LabelledStructure>& all, std::span<const LabelInput> maps,
                  std::vector<chart::Warning>& warnings) {
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        if (a.id != b.id)
            return a.id < b.id;
        if (a.scheme->rank != b.scheme->rank)
            return a.scheme->rank > b.scheme->rank;
        return a.map > b.map;
    });
    const auto same = [&](const LabelledStructure& kept, const LabelledStructure& other) {
        if (kept.id != other.id)
            return false;
        warnings.push_back(
            {"body.same_structure", "The " + chart::spoken(kept.id.text()) +
                                        " is in two label maps; that of " + maps[kept.map].file +
                                        " is used, not that of " + maps[other.map].file + "."});
        return true;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
}

} // namespace

void IndexBox::add(const IndexBox& other) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
        low[axis] = std::min(low[axis], other.low[axis]);
        high[axis] = std::max(high[axis], other.high[axis]);
    }
}

void Region::add(const Region& other) {
    voxels += other.voxels;
    box.add(other.box);
    for (std::size_t n = 0; n < 3; ++n) {
        index_sum[n] += other.index_sum[n];
        faces[n] += other.faces[n];
    }
    for (std::size_t n = 0; n < 6; ++n)
        on_border[n] += other.on_border[n];
}

bool LabelledStructure::touches_border() const {
    return std::any_of(region.on_border.begin(), region.on_border.end(),
                       [](std::size_t n) { return n > 0; });
}

NumberReading read_numbers(const imaging::LabelMap& map, const LabelScheme& scheme) {
    const Regions regions = find_regions(map.image);
    Meaning meaning;
    NumberReading reading;
    for (const auto& [value, region] : regions) {
        if (const LabelClass* found = find_class(scheme, value))
            meaning[value] = found;
        else
            reading.unknown_numbers.push_back(value);
    }
    reading.structures = gather(regions, meaning, map.image.world_from_voxel);
    for (LabelledStructure& one : reading.structures)
        one.scheme = &scheme;
    return reading;
}

base::Checked<LabelReading> read_structures(std::span<const LabelInput> maps) {
    LabelReading reading;
    base::Problems problems;
    for (std::size_t n = 0; n < maps.size(); ++n) {
        const LabelInput& input = maps[n];
        const auto scheme = find_scheme(input.scheme);
        if (!scheme) {
            problems.push_back(scheme.error());
            problems.back().where = input.file;
            continue;
        }
        const Regions regions = find_regions(input.map.image);
        const MapReader reader{input, **scheme, regions, problems};
        if (regions.empty())
            reader.refuse("body.empty", "The label map holds no labels: every voxel is zero.",
                          "Check that this is the segmentation and not a mask of something else.");
        const Meaning meaning = input.map.names.empty() ? reader.by_number() : reader.by_name();
        for (LabelledStructure& one : gather(regions, meaning, input.map.image.world_from_voxel)) {
            one.scheme = *scheme;
            one.map = n;
            reading.structures.push_back(std::move(one));
        }
        if (input.map.names.empty())
            reading.warnings.push_back(
                {"body.no_label_table", "The label map " + input.file +
                                            " carries no names; its numbers are read as " +
                                            (*scheme)->title + "."});
    }
    if (maps.empty())
        problems.push_back({"body.empty", "--labels", "No label map was given.",
                            "Give at least one label map with its scheme."});
    if (!problems.empty())
        return tl::unexpected(problems);
    settle_twins(reading.structures, maps, reading.warnings);
    return reading;
}

const LabelledStructure* find_labelled(std::span<const LabelledStructure> all,
                                       std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const LabelledStructure& s) { return s.id.text() == id; });
    return found != all.end() ? &*found : nullptr;
}

} // namespace filiform::anatomy
