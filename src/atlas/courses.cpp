// SPDX-License-Identifier: Apache-2.0
#include "atlas/courses.h"

#include <algorithm>

#include "atlas/population.h"
#include "atlas/shape_plan.h"
#include "base/expects.h"

namespace filiform::atlas {

namespace {

const std::string& course_of(const Variant& variant, const std::string& kind) {
    const auto as = variant.counted_as.find(kind);
    return as == variant.counted_as.end() ? kind : as->second;
}

double share_of(const Variant& variant, const std::string& course, const Person& person) {
    const std::vector<double>& shares = variant.shares(person);
    double sum = 0;
    for (std::size_t k = 0; k < variant.kinds.size(); ++k)
        if (course_of(variant, variant.kinds[k]) == course)
            sum += shares[k];
    return sum;
}

} // namespace

std::vector<Course> courses_of(const Traits& traits) {
    std::vector<Course> courses;
    for (const Variant& variant : population().variants) {
        if (variant.structure.empty() || traits.person.variants.contains(variant.id))
            continue;
        const std::string side = variant.course_side.empty() ? "" : "." + variant.course_side;
        const std::string& own = course_of(variant, traits.variants.at(variant.id));
        if (!variant.courses.contains(own))
            continue;
        const auto add = [&](const std::string& kind, const std::string& id) {
            const double share = share_of(variant, kind, traits.person);
            if (share > 0)
                courses.push_back({variant.structure, id, variant.id, kind,
                                   variant.course_words.at(kind), side, share});
        };
        add(own, variant.structure);
        for (const auto& [kind, id] : variant.courses)
            if (kind != own)
                add(kind, variant.structure + "_" + id);
    }
    return courses;
}

void add_courses(const std::vector<Course>& courses, const Figure& figure,
                 std::vector<Solid>& solids) {
    for (const Course& course : courses) {
        if (course.is_own())
            continue;
        Traits traits = figure.traits();
        traits.variants[course.variant] = course.kind;
        std::vector<Solid> others = make_solids(shape_plan(), Figure(traits));
        const auto found = std::find_if(others.begin(), others.end(),
                                        [&](const Solid& s) { return s.id == course.solid; });
        base::expects(found != others.end(), "data/atlas draws what has courses");
        found->id = course.id;
        solids.push_back(std::move(*found));
    }
}

void mark_courses(const std::vector<Course>& courses, anatomy::Body& body) {
    const auto course_of_id = [&](const std::string& id) {
        const std::string stem = chart::without_side(id);
        return std::find_if(courses.begin(), courses.end(),
                            [&](const Course& course) { return course.id == stem; });
    };
    std::erase_if(body.structures, [&](const anatomy::Structure& structure) {
        const auto found = course_of_id(structure.id.text());
        return found != courses.end() && !found->is_own() &&
               !structure.id.text().ends_with(found->side);
    });
    for (anatomy::Structure& structure : body.structures) {
        const std::string& id = structure.id.text();
        const auto found = course_of_id(id);
        if (found == courses.end() || !id.ends_with(found->side))
            continue;
        structure.share = found->share;
        structure.note = found->words;
        structure.variant = found->variant + "=" + found->kind;
        if (!found->is_own())
            structure.variant_of = chart::StructureId(found->solid + id.substr(found->id.size()));
    }
}

} // namespace filiform::atlas
