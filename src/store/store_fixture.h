// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "store/scratch_server.h"
#include "store/store.h"

/// What the tests of this room stand on: every fact is held against both databases.
namespace filiform::store {

inline base::Instant moment(std::int64_t minutes) {
    return base::Instant(std::chrono::milliseconds(1'795'000'000'000 + minutes * 60'000));
}

inline Act act(const std::string& action, std::int64_t minutes = 0) {
    return {"ada", action, "", "127.0.0.1", moment(minutes)};
}

inline Write first(record::Kind kind, const std::string& id, const std::string& body = "{}") {
    Write write;
    write.kind = kind;
    write.id = record::EntryId(id);
    write.body = body;
    return write;
}

inline Write later(const record::Entry& entry, const std::string& body) {
    Write write;
    write.kind = entry.kind;
    write.id = entry.id;
    write.follows = entry.version;
    write.state = entry.state;
    write.patient = entry.patient;
    write.body = body;
    return write;
}

inline Write with_terms(Write write, std::vector<record::Term> terms) {
    write.index.terms = std::move(terms);
    return write;
}

/// One server for the whole program, begun when first wanted.
inline ScratchServer& scratch_server() {
    static ScratchServer server;
    return server;
}

class OnBoth : public testing::TestWithParam<Dialect> {
  protected:
    OnBoth() { begin_anew(); }
    /// With an empty store.
    void begin_anew() {
        const std::string name = "record" + std::to_string(++stores_);
        where_ = GetParam() == Dialect::Sqlite ? "sqlite:" + (folder_.path() / name).string()
                                               : scratch_server().new_database();
        reopen();
    }
    void reopen() {
        store_.reset();
        auto opened = open_store(where_);
        if (!opened)
            throw std::runtime_error(base::sentence(opened.error()));
        store_ = std::move(*opened);
    }
    /// Straight into the tables, past the store.
    void meddle(const std::string& text) {
        Connection(*read_address(where_), Connection::Access::Write).command(text);
    }
    record::Entry write(Write what, const std::string& action = "create",
                        std::int64_t minutes = 0) {
        auto written = store_->write({act(action, minutes), {std::move(what)}, {}});
        if (!written)
            throw std::runtime_error(base::sentence(written.error()));
        return written->front();
    }
    /// Why a change is refused; its code and what it says.
    base::Problem refusal(Write what, const std::string& action = "update") {
        auto written = store_->write({act(action), {std::move(what)}, {}});
        return written ? base::Problem{} : written.error();
    }

    ScratchFolder folder_;
    std::string where_;
    std::unique_ptr<Store> store_;

  private:
    int stores_ = 0;
};

inline std::string name_of(const testing::TestParamInfo<Dialect>& dialect) {
    return dialect.param == Dialect::Sqlite ? "Sqlite" : "Postgresql";
}

} // namespace filiform::store

/// Every test of the suite, on both databases.
#define FILIFORM_ON_BOTH(suite)                                                                    \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        On, suite,                                                                                 \
        testing::Values(filiform::store::Dialect::Sqlite, filiform::store::Dialect::Postgresql),   \
        filiform::store::name_of)
