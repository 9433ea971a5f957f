// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/body_file.h"
#include "base/file.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "chart/plan_json.h"
#include "cli/body_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/plan_files.h"
#include "cli/screening_words.h"
#include "cli/version.h"
#include "needle/add_points.h"
#include "needle/rules.h"
#include "report/render.h"
#include "workshop/person_body.h"
#include "workshop/screened_case.h"

namespace filiform::cli {

namespace {

constexpr std::size_t most_case_bytes = 1U << 20U;
constexpr std::uint64_t default_seed = 1;

struct PlanOptions {
    std::string case_file;
    std::string body;
    std::vector<std::string> targets;
    std::vector<std::string> needles;
    std::vector<std::string> variants;
    std::string out = "plan";
    std::optional<std::uint64_t> seed;
    std::string format = "text";
};

base::Checked<chart::Case> case_from_options(const PlanOptions& options) {
    chart::Case wanted;
    wanted.body = chart::BodyFile{options.body};
    wanted.needles = options.needles;
    base::Problems problems;
    wanted.variants = read_variants(options.variants, problems);
    for (const std::string& text : options.targets) {
        const auto target = chart::read_target(text);
        if (!target) {
            problems.push_back({"usage.target", "--target " + text, "This is no target.",
                                "Write it like piriformis.right or multifidus.left@l4."});
        } else if (std::find(wanted.targets.begin(), wanted.targets.end(), *target) ==
                   wanted.targets.end()) {
            wanted.targets.push_back(*target);
        }
    }
    if (options.body.empty() || options.targets.empty())
        problems.push_back({"usage.plan", "plan", "There is nothing to plan on.",
                            "Give a case file, or --body and at least one --target."});
    if (!problems.empty())
        return tl::unexpected(problems);
    return wanted;
}

base::Checked<chart::Case> wanted_case(const PlanOptions& options) {
    if (options.case_file.empty())
        return case_from_options(options);
    if (!options.body.empty() || !options.targets.empty() || !options.needles.empty() ||
        !options.variants.empty())
        return tl::unexpected(base::Problems{
            {"usage.plan", options.case_file,
             "A case file names its body, targets, needles and variants itself.",
             "Leave out --body, --target, --needle and --variant, or the case file."}});
    const auto text = base::load_file(options.case_file, most_case_bytes);
    if (!text) {
        base::Problem problem = text.error();
        if (problem.hint.empty())
            problem.hint = "Name a case file (filiform schema case), or give --body and --target.";
        return tl::unexpected(base::Problems{problem});
    }
    return chart::read_case(*text, options.case_file);
}

std::string summary(const chart::Plan& plan) {
    std::vector<std::vector<std::string>> rows{{"target", "verdict", "needle", "depth mm",
                                                "nearest hazard", "at mm", "any touch", "entry"}};
    for (const chart::Proposal& proposal : plan.proposals) {
        const std::string name = proposal.target.id();
        if (const auto* none = std::get_if<chart::NoPath>(&proposal.paths)) {
            rows.push_back({name, "no path", "", "", "", "", "",
                            none->because + " What would help: " + none->would_help});
            continue;
        }
        for (const chart::PlannedPath& path :
             std::get<std::vector<chart::PlannedPath>>(proposal.paths)) {
            const chart::Clearance* nearest = chart::nearest_hazard(path);
            rows.push_back({name, std::string(chart::text(path.judgement.verdict)),
                            path.path.needle.id, fixed(path.path.depth_mm),
                            nearest != nullptr ? nearest->structure.text() : "",
                            nearest != nullptr ? fixed(nearest->min_mm) : "",
                            fixed(path.any_touch.probability, 3), path.instruction});
        }
    }
    return table(rows);
}

std::string session_sentence(const chart::Plan& plan) {
    std::string text = "Together in one session, " + std::to_string(plan.session.picks.size()) +
                       " of at most " + std::to_string(plan.session.most_needles) + " needles:";
    for (const chart::Session::Pick& pick : plan.session.picks)
        text += ' ' + plan.proposals[pick.proposal].target.id() + " (proposal " +
                std::to_string(pick.path + 1) + ')';
    if (plan.session.picks.empty())
        text += " none";
    text += ".\n";
    for (const chart::Session::LeftOut& one : plan.session.left_out)
        text += "Left out: " + one.target.id() + ". " + one.because + '\n';
    return text;
}

care::PlanOrder order_of(const PlanOptions& options, const chart::Case& wanted) {
    care::PlanOrder order;
    order.targets = wanted.targets;
    order.needles = wanted.needles;
    order.most_paths = wanted.most_paths;
    order.seed = options.seed.value_or(wanted.seed.value_or(default_seed));
    order.program = program_name;
    return order;
}

/// No needle is planned: the reasons, and what else may be done, are the plan.
Exit stop(const PlanOptions& options, const chart::Plan& plan, const Streams& streams) {
    if (const auto place = check_plan_folder(options.out); !place)
        return refuse(streams, place.error());
    report::prepare_to_draw();
    if (const auto saved = save_stopped_plan(options.out, plan); !saved)
        return fail(streams, saved.error());
    if (options.format == "json") {
        streams.out << chart::write_plan_json(plan);
        return Exit::AnsweredNo;
    }
    print_screening(*plan.screening, streams.out);
    if (plan.assessment)
        print_assessment(*plan.assessment, streams.out);
    if (!plan.proposals.empty())
        streams.out << '\n' << summary(plan);
    const bool has_sheet = std::filesystem::exists(options.out + "/patient.pdf");
    streams.out << "\nWrote " << options.out << "/: plan.json, plan.pdf"
                << (has_sheet ? ", patient.pdf" : "") << '\n';
    return Exit::AnsweredNo;
}

Exit plan(const PlanOptions& options, const Streams& streams) {
    auto wanted = wanted_case(options);
    if (!wanted)
        return refuse(streams, wanted.error());
    const auto rules = needle::load_rules();
    if (!rules)
        return fail(streams, rules.error().front());
    std::optional<workshop::ScreenedCase> screened;
    if (wanted->consultation) {
        auto done = workshop::screen_consultation(*wanted->consultation,
                                                  options.case_file + "#/consultation");
        if (!done)
            return refuse(streams, done.error());
        screened = std::move(*done);
    }
    if (screened)
        if (const auto ended = workshop::plan_that_ends(*screened, order_of(options, *wanted)))
            return stop(options, ended->plan, streams);
    // A body of the patient, where the case brings none: that it cannot be made ends no plan.
    const bool is_own_body = screened && !wanted->body;
    const auto plan_without_body = [&](const base::Problem& why) {
        return stop(options,
                    care::plan_without_body(order_of(options, *wanted),
                                            workshop::screened_of(*screened), why)
                        .plan,
                    streams);
    };
    if ((!wanted->body || wanted->targets.empty()) && !screened)
        return refuse(streams, base::Problem{"case.missing", options.case_file,
                                             "There is no body to plan on, or no target in it.",
                                             "Add body and targets, or the patient's age, "
                                             "sex, heightCm and weightKg: filiform schema case."});
    base::Problems slips = care::check_targets(*rules, wanted->targets);
    if (const auto place = check_plan_folder(options.out); !place)
        slips.push_back(place.error());
    if (!slips.empty())
        return refuse(streams, slips);
    if (is_own_body) {
        const auto person = workshop::person_of(screened->consultation->patient, screened->answers);
        if (!person)
            return plan_without_body(person.error());
        wanted->body = *person;
    }
    const std::filesystem::path folder = std::filesystem::path(options.case_file).parent_path();
    report::prepare_to_draw();
    auto body = load_body_for(*wanted, folder, streams);
    if (!body && is_own_body)
        if (const auto why = workshop::beyond_the_measured(body.error()))
            return plan_without_body(*why);
    if (!body) {
        const bool is_person = std::holds_alternative<chart::BodyPerson>(*wanted->body);
        for (base::Problem& problem : body.error()) {
            const bool is_variant =
                problem.code == "person.variant" || problem.code.starts_with("variant.");
            if (!options.case_file.empty() && (is_variant || is_person))
                problem.where = options.case_file +
                                (is_variant ? "#/variants: " : "#/body/person: ") + problem.where;
        }
        return refuse(streams, body.error());
    }

    care::PlanOrder order = order_of(options, *wanted);
    order.body_digest = anatomy::body_digest(*body);
    needle::add_points(*body, *rules, order.targets);
    const care::OnTarget on_target = [&](const auto& target) {
        progress(streams, "Planning " + target.id());
        return true;
    };
    const auto work = screened
                          ? care::make_patient_plan(*body, *rules, order,
                                                    workshop::screened_of(*screened), on_target)
                          : care::make_plan(*body, *rules, order, on_target);
    if (!work)
        return refuse(streams, work.error());

    progress(streams, "Writing pages and pictures");
    if (const auto saved = save_plan_files(options.out, *work, *body, *rules); !saved)
        return fail(streams, saved.error());
    if (options.format == "json") {
        streams.out << chart::write_plan_json(work->plan);
    } else {
        if (work->plan.screening) {
            print_screening(*work->plan.screening, streams.out);
            print_assessment(*work->plan.assessment, streams.out);
            streams.out << '\n';
        }
        for (const chart::Warning& warning : work->plan.warnings)
            streams.out << "warning: " << warning.what << '\n';
        streams.out << summary(work->plan) << session_sentence(work->plan) << "Wrote "
                    << options.out << "/: plan.json, plan.pdf, "
                    << (work->plan.assessment ? "patient.pdf, " : "")
                    << "figures, maps, scene.glb, needles.mrk.json\n";
    }
    return work->plan.has_path() ? Exit::Done : Exit::AnsweredNo;
}

} // namespace

void add_plan(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "plan", "From a consultation to a plan: screening, causes, care, needle paths, pages");
    command->footer(
        "Exit code 3: no target has a safe path; the reasons are written all the same.");
    const auto options = std::make_shared<PlanOptions>();
    command->add_option("CASE", options->case_file, "Case file (filiform schema case)");
    command->add_option("--body", options->body, "Body file, instead of a case");
    command->add_option("--target", options->targets,
                        "Target, with --body: piriformis.right, multifidus.left@l4");
    command->add_option("--needle", options->needles,
                        "Only these of the drawer, with --body: 0.30x60; all when left out");
    add_variant(*command, options->variants);
    command->add_option("--out", options->out, "Folder to write into")->capture_default_str();
    command
        ->add_option("--seed", options->seed,
                     "Seed of the risk estimates (default 1, or the case's)")
        ->check(whole_number());
    add_format(*command, options->format);
    choose(*command, chosen, options, plan);
}

} // namespace filiform::cli
