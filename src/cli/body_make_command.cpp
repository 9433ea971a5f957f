// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "atlas/person_body.h"
#include "cli/body_commands.h"
#include "cli/body_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/person_words.h"

namespace filiform::cli {

namespace {

using atlas::Lying;
using atlas::Sex;

struct MakeOptions {
    atlas::Person person;
    std::vector<std::string> girths;
    std::vector<std::string> measured;
    std::vector<std::string> variants;
    atlas::BodyOrder order;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> sample;
    BodyKept kept;
};

/// Everything measured, in mm; notes what cannot be read.
std::vector<atlas::Measured> read_all(const MakeOptions& options, base::Problems& problems) {
    std::vector<atlas::Measured> all;
    const auto read = [&](const std::vector<std::string>& texts, auto reader) {
        for (const std::string& text : texts) {
            const auto one = reader(text);
            if (one)
                all.push_back(*one);
            else
                problems.push_back(one.error());
        }
    };
    read(options.girths, read_girth);
    read(options.measured, read_measured);
    return all;
}

Exit make(const MakeOptions& options, const Streams& streams) {
    base::Problems problems;
    atlas::Person person = options.person;
    person.measured = read_all(options, problems);
    person.variants = read_variants(options.variants, problems);
    if (!problems.empty())
        return refuse(streams, problems);
    std::optional<atlas::Drawn> drawn;
    if (options.sample)
        drawn = atlas::Drawn{options.seed, *options.sample};
    progress(streams, "Making the body");
    const auto body = atlas::make_person_body(person, drawn, options.order);
    if (!body)
        return refuse(streams, body.error());
    return keep_body(*body, options.kept, streams);
}

void add_person(CLI::App& command, MakeOptions& options) {
    const std::map<std::string, Sex> sexes{
        {"m", Sex::Male}, {"male", Sex::Male}, {"f", Sex::Female}, {"female", Sex::Female}};
    const std::map<std::string, Lying> postures(atlas::lying_words().begin(),
                                                atlas::lying_words().end());
    atlas::Person& person = options.person;
    command.add_option("--sex", person.sex, "m or f")
        ->required()
        ->transform(word_of(sexes))
        ->option_text("m|f REQUIRED");
    command.add_option("--height-cm", person.height_cm, "Height in cm")->required();
    command.add_option("--weight-kg", person.weight_kg, "Weight in kg")->required();
    command.add_option("--age", person.age_years, "Age in years")->capture_default_str();
    command.add_option("--girth", options.girths,
                       "A girth in cm, as hip=104: hip, waist, thigh, lower_thigh, calf, ankle");
    command.add_option("--measured", options.measured,
                       "Anything else measured, as skin_to_piriformis.right=58mm or =58+-3mm");
    command
        .add_option("--posture", person.lying,
                    "prone, prone_pillow, side_lying (hips bent) or supine")
        ->transform(word_of(postures))
        ->option_text("prone|prone_pillow|side_lying|supine [prone]");
    command.add_option("--variant", options.variants,
                       "What is known of this person, as sciatic_type=b or rib_12=absent");
    command.add_option("--ancestry", person.ancestry, "Whose shares of variants to draw by")
        ->capture_default_str();
    command.add_flag("--extrapolate", person.may_extrapolate,
                     "Go beyond the heights, weights and ages that were measured; widens");
}

} // namespace

void add_body_make(CLI::App& body, Chosen& chosen) {
    CLI::App* command =
        body.add_subcommand("make", "Make a body without a scan, from sex, age, height and weight");
    const auto options = std::make_shared<MakeOptions>();
    add_person(*command, *options);
    command->add_option("--grid-mm", options->order.spacing_mm, "Working grid in mm")
        ->check(grid_mm())
        ->capture_default_str();
    CLI::Option* sample =
        command
            ->add_option("--sample", options->sample,
                         "Draw one of the bodies such a person may have, by its number")
            ->check(whole_number());
    command->add_option("--seed", options->seed, "Seed of the draw")
        ->check(whole_number())
        ->needs(sample);
    command->add_option("--out", options->kept.out, "Body file to write")->required();
    add_format(*command, options->kept.format);
    choose(*command, chosen, options, make);
}

} // namespace filiform::cli
