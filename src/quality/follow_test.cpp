// SPDX-License-Identifier: Apache-2.0
#include "quality/follow.h"

#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "store/noun_fixture.h"
#include "store/scratch_server.h"

namespace filiform::quality {
namespace {

namespace fixture = record::fixture;
using record::State;

class Following : public testing::Test {
  protected:
    Following() {
        store_ = store::open_store("sqlite:" + (folder_.path() / "record").string()).value();
    }
    record::Entry write(const std::string& id, const record::Noun& noun, State state,
                        std::int64_t follows = 0) {
        store::Write write = store::loose_write_of(id, noun, state);
        write.follows = follows;
        return store_->write({{"ada", "create", "", "", {}}, {write}, {}}).value().front();
    }
    store::Write erased(const std::string& id, const record::Noun& noun, std::int64_t follows) {
        store::Write write = store::loose_write_of(id, record::anonymised(noun), State::Erased);
        write.follows = follows;
        return write;
    }

    store::ScratchFolder folder_;
    std::unique_ptr<store::Store> store_;
    Followed followed_;
};

TEST_F(Following, FoldsWhatWasWrittenSince) {
    write("patient-1", fixture::patient(), State::Open);
    write("session-1", fixture::session(), State::Open);
    ASSERT_TRUE(follow_all(*store_, followed_));
    EXPECT_EQ(followed_.ledger.sessions()[0].state, Standing::Open);
    const std::int64_t before = followed_.place;
    write("session-1", fixture::session(), State::Signed, 1);
    ASSERT_TRUE(follow_all(*store_, followed_));
    EXPECT_TRUE(followed_.ledger.is_treatment(followed_.ledger.sessions()[0]));
    EXPECT_EQ(followed_.place, before + 1);
}

TEST_F(Following, InSmallStepsComesToTheSame) {
    write("patient-1", fixture::patient(), State::Open);
    write("session-1", fixture::session(), State::Open);
    write("session-1", fixture::session(), State::Signed, 1);
    EXPECT_FALSE(follow(*store_, followed_, 2).value());
    EXPECT_TRUE(follow(*store_, followed_, 2).value());
    EXPECT_TRUE(followed_.ledger.is_treatment(followed_.ledger.sessions()[0]));
}

TEST_F(Following, ForgetsWhoeverWasErased) {
    write("patient-1", fixture::patient(), State::Open);
    write("session-1", fixture::session(), State::Signed);
    write("event-1", fixture::adverse_event(), State::Signed);
    ASSERT_TRUE(follow_all(*store_, followed_));
    ASSERT_TRUE(store_->erase({"ada", "erase", "", "", {}}, record::EntryId("patient-1"),
                              {erased("patient-1", fixture::patient(), 1),
                               erased("session-1", fixture::session(), 1),
                               erased("event-1", fixture::adverse_event(), 1)}));
    ASSERT_TRUE(follow_all(*store_, followed_));
    EXPECT_TRUE(followed_.ledger.in_time().empty());
    EXPECT_EQ(followed_.ledger.events()[0].state, Standing::None);
    EXPECT_TRUE(followed_.ledger.patients()[0].is_gone);
}

} // namespace
} // namespace filiform::quality
