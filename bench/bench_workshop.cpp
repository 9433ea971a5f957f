// SPDX-License-Identifier: Apache-2.0
// What a clinician waits for while a needle is dragged in the browser: the judgement alone, the
// whole request but for its socket, the pictures, and the body before the first of them. The person
// is that of data/examples/consultation.json, the needle one for gluteus medius.
#include <benchmark/benchmark.h>

#include "base/date.h"
#include "knowledge/library.h"
#include "knowledge/well.h"
#include "record/noun.h"
#include "server/server.h"
#include "server/target.h"
#include "store/scratch_server.h"
#include "store/store.h"
#include "workshop/workshop.h"

namespace filiform::bench {
namespace {

server::NeedleWanted wanted_needle() {
    server::NeedleWanted wanted;
    wanted.who.assessment.on = base::read_date("2026-11-25").value();
    wanted.who.assessment.height_cm = 168;
    wanted.who.assessment.weight_kg = 74;
    wanted.who.patient.family = "Invented";
    wanted.who.patient.sex = record::Patient::Sex::Female;
    wanted.who.patient.birth_date = base::read_date("1980-05-02").value();
    wanted.entry = "greater_trochanter.right cranial=60mm";
    wanted.direction = "perpendicular";
    wanted.depth_mm = 35;
    wanted.needle = "0.30x60";
    wanted.target = "gluteus_medius.right";
    return wanted;
}

server::Workshop& shop() {
    static server::Workshop opened = workshop::open_workshop({.program = "filiform bench"}).value();
    return opened;
}

/// Makes the body that all of these are judged on, once.
bool has_body(benchmark::State& state) {
    static const bool is_made = [] {
        server::JobProgress progress;
        return shop().make_body(wanted_needle().who, progress).has_value();
    }();
    if (!is_made)
        state.SkipWithError("no body to judge on");
    return is_made;
}

void drag(double& depth_mm) {
    depth_mm = depth_mm > 40 ? 35 : depth_mm + 0.5;
}

void rejudge(benchmark::State& state) {
    if (!has_body(state))
        return;
    server::NeedleWanted wanted = wanted_needle();
    for (auto _ : state) {
        drag(*wanted.depth_mm);
        const auto judged = shop().judge_needle(wanted);
        if (!judged) {
            state.SkipWithError(judged.error().front().what.c_str());
            return;
        }
        benchmark::DoNotOptimize(*judged);
    }
}

/// A consultation half way: half of the questions answered, as by somebody well.
void weigh(benchmark::State& state) {
    server::WeighWanted wanted;
    wanted.who = wanted_needle().who;
    std::size_t place = 0;
    for (const knowledge::Finding& finding : knowledge::library()->findings) {
        const auto answer = knowledge::answer_of_somebody_well(finding);
        if (finding.is_given || !answer || ++place % 2 == 0)
            continue;
        for (const char* side : {".right", ".left"})
            wanted.who.assessment.answers[finding.id.text() + (finding.has_sides ? side : "")] =
                *answer;
    }
    for (auto _ : state) {
        const auto weighed = shop().weigh(wanted);
        if (!weighed) {
            state.SkipWithError(weighed.error().front().what.c_str());
            return;
        }
        benchmark::DoNotOptimize(*weighed);
    }
}

BENCHMARK(weigh)
    ->Name("workshop/weigh")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void section(benchmark::State& state, server::SectionWanted::View view) {
    if (!has_body(state))
        return;
    server::SectionWanted wanted;
    wanted.needle = wanted_needle();
    wanted.view = view;
    for (auto _ : state) {
        drag(*wanted.needle.depth_mm);
        const auto drawn = shop().draw_section(wanted);
        if (!drawn) {
            state.SkipWithError(drawn.error().front().what.c_str());
            return;
        }
        state.counters["bytes"] = static_cast<double>(drawn->size());
    }
}

void scene(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming(); // a body that has no scene yet
        auto fresh = workshop::open_workshop({.program = "filiform bench"}).value();
        server::JobProgress progress;
        if (!fresh.make_body(wanted_needle().who, progress)) {
            state.SkipWithError("no body to draw");
            return;
        }
        state.ResumeTiming();
        const auto made = fresh.body_scene(wanted_needle().who);
        state.counters["bytes"] = static_cast<double>((*made)->bytes.size());
    }
}

void body_view(benchmark::State& state) {
    if (!has_body(state))
        return;
    for (auto _ : state)
        state.counters["bytes"] =
            static_cast<double>(shop().describe_body(wanted_needle().who)->size());
}

/// A server on a store of its own, with the needle's patient in it and a clinician logged in.
class Clinic {
  public:
    Clinic() {
        store_ = store::open_store("sqlite:" + (folder_.path() / "record").string()).value();
        server::ServerOptions options;
        options.listener.port = 0;
        options.gate.address_rate = options.gate.account_rate = {1e9, 1e9};
        options.workshop = shop();
        options.task_pause = std::chrono::milliseconds(0);
        server_ = server::Server::open(*store_, options).value();
        const server::NeedleWanted needle = wanted_needle();
        put("p1", needle.who.patient);
        record::Assessment assessment = needle.who.assessment;
        assessment.patient = record::EntryId("p1");
        assessment.episode = record::EntryId("e1");
        assessment.practitioner = record::EntryId("d1");
        put("a1", assessment);
        const auto ticket =
            server_->people()
                .invite({"ada", record::Role::Clinician, record::EntryId("d1")}, "bench", now())
                .value();
        (void)server_->people().choose_password(ticket.secret, password, now()).value();
        log_in();
    }
    server::Answer judged(double depth_mm) {
        const server::NeedleWanted needle = wanted_needle();
        server::Request request = to("/api/v1/needle");
        request.body = R"({"assessment":"a1","entry":")" + needle.entry + R"(","direction":")" +
                       needle.direction + R"(","needle":")" + needle.needle + R"(","target":")" +
                       needle.target + R"(","depthMm":)" + std::to_string(depth_mm) + "}";
        request.headers.insert(request.headers.end(), headers_.begin(), headers_.end());
        return server_->answer(std::move(request));
    }

  private:
    static base::Instant now() {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now());
    }
    static server::Request to(const std::string& target) {
        server::Request request;
        request.method = server::Method::Post;
        request.path = server::read_target(target)->path;
        request.headers = {{"content-type", "application/json"}};
        request.from = "127.0.0.1";
        request.id = "bench";
        return request;
    }
    void put(const std::string& id, const record::Noun& noun) {
        store::Write write;
        write.kind = record::kind_of(noun);
        write.id = record::EntryId(id);
        write.patient = record::EntryId("p1");
        write.body = record::write_noun(noun);
        (void)store_->write({{"bench", "create", "", "", now()}, {write}, {}}).value();
    }
    void log_in() {
        server::Request request = to("/api/v1/login");
        request.body = R"({"login":"ada","password":")" + std::string(password) + R"("})";
        const server::Answer answer = server_->answer(std::move(request));
        for (const server::Named& header : answer.headers)
            if (header.name == "set-cookie")
                headers_.push_back({"cookie", header.value.substr(0, header.value.find(';'))});
        const std::string member = "\"csrfToken\":\"";
        const std::size_t at = answer.body.find(member) + member.size();
        headers_.push_back(
            {"x-csrf-token", answer.body.substr(at, answer.body.find('"', at) - at)});
    }

    static constexpr const char* password = "seven grey umbrellas";
    store::ScratchFolder folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<server::Server> server_;
    std::vector<server::Named> headers_;
};

/// All but the socket: who asks, may they, assessment and patient from the store, the audit.
void needle_request(benchmark::State& state) {
    if (!has_body(state))
        return;
    Clinic clinic;
    double depth_mm = 35;
    for (auto _ : state) {
        drag(depth_mm);
        const server::Answer answer = clinic.judged(depth_mm);
        if (answer.status != 200) {
            state.SkipWithError(answer.body.c_str());
            return;
        }
        state.counters["bytes"] = static_cast<double>(answer.body.size());
    }
}

BENCHMARK(rejudge)
    ->Name("workshop/rejudge")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(needle_request)
    ->Name("workshop/needle_request")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(section, along, server::SectionWanted::View::Along)
    ->Name("workshop/section/along")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(section, across, server::SectionWanted::View::Across)
    ->Name("workshop/section/across")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(section, target, server::SectionWanted::View::Target)
    ->Name("workshop/section/target")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(body_view)
    ->Name("workshop/body_view")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(scene)
    ->Name("workshop/scene")
    ->Iterations(2)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
