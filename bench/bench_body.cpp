// SPDX-License-Identifier: Apache-2.0
// Bodies without a scan: making one and what its file costs, the commands that a person waits for,
// one body of a study.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "anatomy/body_file.h"
#include "atlas/person_body.h"
#include "base/file.h"
#include "base/parallel.h"
#include "cli/commands.h"
#include "reference_body.h"
#include "study/protocol.h"
#include "study/subject.h"

namespace filiform::bench {
namespace {

namespace fs = std::filesystem;

atlas::Person person() {
    atlas::Person person;
    person.sex = atlas::Sex::Female;
    person.age_years = 46;
    person.height_cm = 168;
    person.weight_kg = 74;
    person.measured = {{"hip_girth", 1050, 0}};
    return person;
}

anatomy::Body make_body() {
    return atlas::make_person_body(person(), std::nullopt, {}).value();
}

void body(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(make_body());
}

/// The largest fields of a body and nothing else: what all others are cut by or lie within.
void envelope(benchmark::State& state) {
    atlas::BodyOrder order;
    order.structures = {"subcutaneous_fat"};
    for (auto _ : state)
        benchmark::DoNotOptimize(atlas::make_person_body(person(), std::nullopt, order).value());
}

void write_body(benchmark::State& state) {
    const anatomy::Body& made = reference_body();
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes = anatomy::write_body(made).size();
    state.counters["bytes"] = static_cast<double>(bytes);
}

void digest_body(benchmark::State& state) {
    const anatomy::Body& made = reference_body();
    for (auto _ : state)
        benchmark::DoNotOptimize(anatomy::body_digest(made));
}

/// A folder of this run, gone at its end.
class Folder {
  public:
    Folder() { fs::create_directories(path); }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path path =
        fs::temp_directory_path() / ("filiform_bench_" + std::to_string(::getpid()));
};

/// Runs a command line of the program, here: what a person waits for, but for its start.
void run_command(const std::vector<std::string>& words) {
    std::vector<const char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream nothing;
    const cli::Streams streams{nothing, out, err};
    if (cli::run(static_cast<int>(arguments.size()), arguments.data(), streams) != cli::Exit::Done)
        throw std::runtime_error(err.str());
}

void make_command(benchmark::State& state) {
    const Folder folder;
    for (auto _ : state)
        run_command({"filiform", "body", "make", "--sex", "f", "--age", "46", "--height-cm", "168",
                     "--weight-kg", "74", "--girth", "hip=105", "--out",
                     (folder.path / "body").string()});
}

/// Every page, picture and scene on the six targets of `plan` in bench_plan.cpp. `body`: as a case
/// has it.
void plan_on(benchmark::State& state, const Folder& folder, const std::string& body) {
    const fs::path file = folder.path / "case.json";
    std::ofstream(file)
        << R"({"schema": "filiform.case/1", "body": )" << body << R"(, "targets": [)"
        << R"("gluteus_medius.right", "gluteus_maximus.right", "gluteus_minimus.left",)"
        << R"( "piriformis.left", "multifidus.left@l4", "quadratus_lumborum.right"]})";
    for (auto _ : state)
        run_command({"filiform", "plan", file.string(), "--out", (folder.path / "plan").string()});
}

void plan_command(benchmark::State& state) {
    const Folder folder;
    if (!anatomy::save_body(folder.path / "body", reference_body()))
        throw std::runtime_error("no body could be saved");
    plan_on(state, folder, R"({"file": "body"})");
}

void person_command(benchmark::State& state) {
    plan_on(state, Folder(),
            R"({"person": {"sex": "f", "ageYears": 46, "heightCm": 168, "weightKg": 74,)"
            R"( "girthsCm": {"hip": 105}}})");
}

/// One body a thread, as a study runs them.
void study_body(benchmark::State& state) {
    const std::string name = FILIFORM_SOURCE_DIR "/data/studies/c4-multifidus-two-angles.yaml";
    const auto text = base::load_file(name, std::size_t{1} << 20).value();
    const auto protocol = study::read_protocol({text.data(), text.size()}, name).value();
    base::set_threads(1);
    std::uint64_t index = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(study::needle_body(protocol, 1, index++).value());
    base::set_threads(0);
}

benchmark::internal::Benchmark* whole(benchmark::internal::Benchmark* one) {
    return one->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
}

const bool rows_are_added = [] {
    whole(benchmark::RegisterBenchmark("reference/body", body))->Iterations(3);
    whole(benchmark::RegisterBenchmark("reference/envelope", envelope))->Iterations(3);
    whole(benchmark::RegisterBenchmark("reference/write", write_body))->Iterations(3);
    whole(benchmark::RegisterBenchmark("reference/digest", digest_body))->Iterations(3);
    whole(benchmark::RegisterBenchmark("command/body_make", make_command))->Iterations(3);
    whole(benchmark::RegisterBenchmark("command/plan", plan_command))->Iterations(3);
    whole(benchmark::RegisterBenchmark("command/plan_of_person", person_command))->Iterations(3);
    whole(benchmark::RegisterBenchmark("study/body", study_body))->Iterations(20);
    return true;
}();

} // namespace

const anatomy::Body& reference_body() {
    static const anatomy::Body made = make_body();
    return made;
}

} // namespace filiform::bench
