// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "base/digest.h"
#include "exchange/export.h"
#include "exchange/import_csv.h"
#include "exchange/import_fhir.h"
#include "record/record_fixture.h"
#include "store/noun_fixture.h"
#include "store/scratch_server.h"

/// What the tests of this room stand on: stores in a folder of their own, and one invented
/// patient's care in them.
namespace filiform::exchange {

inline const base::Instant now_of_test = record::fixture::moment("2026-11-29T12:00:00Z");

inline std::string all_of(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += problem.code + " " + base::sentence(problem) + "\n";
    return text;
}

class Exchange : public testing::Test {
  protected:
    std::unique_ptr<store::Store> open(const std::string& name) {
        return store::open_store("sqlite:" + (folder_.path() / name).string()).value();
    }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return folder_.path() / name;
    }
    static std::string text_of(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static record::Entry put(store::Store& store, const std::string& id, const record::Noun& noun,
                             record::State state = record::State::Open,
                             std::vector<store::Blob> blobs = {}) {
        auto written = store.write({{"ada", "create", "", "", now_of_test},
                                    {store::write_of(id, noun, state)},
                                    std::move(blobs)});
        if (!written)
            throw std::runtime_error(base::sentence(written.error()));
        return written->front();
    }
    /// One patient's care, with what it refers to.
    static void fill(store::Store& store) {
        using record::State;
        namespace fixture = record::fixture;
        put(store, "clinic-1", fixture::clinic());
        put(store, "practitioner-1", fixture::practitioner());
        put(store, "room-1", fixture::room());
        put(store, "instrument-1", fixture::instrument(), State::Signed);
        put(store, "stock-1", fixture::stock());
        put(store, "patient-1", fixture::patient());
        put(store, "episode-1", fixture::episode());
        put(store, "assessment-1", fixture::assessment(), State::Signed);
        record::Plan plan = fixture::plan();
        const std::string pages = "%PDF invented";
        plan.documents = {{"plan.pdf", "application/pdf", base::sha256(pages),
                           static_cast<std::int64_t>(pages.size())}};
        put(store, "plan-1", plan, State::Signed, {{"application/pdf", pages}});
        put(store, "consent-1", fixture::consent(), State::Withdrawn);
        put(store, "session-1", fixture::session(), State::Signed);
        put(store, "event-1", fixture::adverse_event());
        put(store, "outcome-1", fixture::outcome(), State::Signed);
        put(store, "task-1", fixture::task());
        put(store, "hours-1", fixture::hours());
        put(store, "appointment-1", fixture::appointment());
        put(store, "waiting-1", fixture::waiting_entry());
        put(store, "message-1", fixture::message());
        put(store, "letter-1", fixture::letter(), State::Mistaken);
    }
    /// Kind, id, state and body of every entry, one a line.
    static std::string contents(store::Store& store) {
        std::string all;
        for (const record::Kind kind : record::every_kind()) {
            store::Query query;
            query.kind = kind;
            query.most = 1000;
            query.states = {record::State::Open, record::State::Signed, record::State::Superseded,
                            record::State::Withdrawn, record::State::Mistaken};
            std::vector<std::string> lines;
            const store::Page page = store.search(query).value();
            for (const record::Entry& entry : page.entries)
                lines.push_back(std::string(record::text(kind)) + " " + entry.id.text() + " " +
                                std::string(record::text(entry.state)) + " " + entry.body + "\n");
            std::sort(lines.begin(), lines.end());
            for (const std::string& line : lines)
                all += line;
        }
        return all;
    }
    std::string exported(store::Store& store, const std::string& patient = "") {
        ExportOrder order;
        order.where = file("bundle.json");
        order.patient = record::EntryId(patient);
        order.now = now_of_test;
        const auto done = export_fhir(store, order);
        if (!done)
            throw std::runtime_error(base::sentence(done.error()));
        return text_of(order.where);
    }
    static ImportOrder plainly() {
        ImportOrder order;
        order.now = now_of_test;
        return order;
    }

    store::ScratchFolder folder_;
};

} // namespace filiform::exchange
