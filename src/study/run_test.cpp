// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "study/journal.h"

namespace filiform::study {
namespace {

namespace fs = std::filesystem;

class Run : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::path(testing::TempDir()) /
                 ("study-" + std::to_string(::getpid()) + "-" +
                  testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder);
        shard = std::move(*Shard::join());
    }
    void TearDown() override { fs::remove_all(folder); }

    static Protocol protocol(const std::string& arms) {
        const auto read = read_protocol("study: test\ntitle: a test\n"
                                        "population:\n"
                                        "  men: 0.5\n"
                                        "  age_years: {mean: 50, sd: 10}\n"
                                        "  height_cm: {mean: 170, sd: 8}\n"
                                        "  bmi: {mean: 25, sd: 3}\n"
                                        "spacing_mm: 4\n"
                                        "needler: {palpation: exact}\n"
                                        "arms:\n" +
                                            arms,
                                        "test.yaml");
        EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error().front()));
        return *read;
    }
    static Protocol of_numbers() {
        return protocol(
            "  - id: fat\n"
            "    outcomes:\n"
            "      - {id: thin, measure: holds, value: buttock_fat < 30}\n"
            "      - {id: fat, measure: number, value: buttock_fat, on: [bmi, male]}\n");
    }
    static Protocol of_needles() {
        return protocol("  - id: buttock\n"
                        "    entry: between(psis, ischial_tuberosity, 0.5)\n"
                        "    needle: 0.30x100\n"
                        "    stop: first_bone\n"
                        "    outcomes:\n"
                        "      - {id: through, measure: pierced, of: gluteus_maximus}\n"
                        "      - {id: depth, measure: tip_depth}\n"
                        "      - {id: near, measure: distance, of: sciatic_nerve}\n");
    }
    std::vector<Row> run(const Protocol& of, std::uint64_t bodies, unsigned threads = 1) {
        RunOrder order;
        order.seed = 3;
        order.bodies = bodies;
        order.threads = threads;
        order.folder = folder;
        const auto rows = run_bodies(of, order, *shard);
        EXPECT_TRUE(rows) << (rows ? "" : base::sentence(rows.error()));
        return rows ? *rows : std::vector<Row>{};
    }
    /// Rows as text, so that what is not a number equals itself.
    static std::string text_of(const std::vector<Row>& rows) {
        std::string text;
        for (const Row& row : rows) {
            for (const double value : row)
                text += std::to_string(value) + " ";
            text += "\n";
        }
        return text;
    }

    fs::path folder;
    std::unique_ptr<Shard> shard;
};

TEST_F(Run, OfNumbersReadsTheFigureOfEveryBody) {
    const std::vector<Row> rows = run(of_numbers(), 50);
    ASSERT_EQ(rows.size(), 50u);
    for (const Row& row : rows) {
        ASSERT_EQ(row.size(), 6u); // male; bmi, male; went in, thin, fat
        EXPECT_EQ(row[0], row[2]);
        EXPECT_EQ(row[3], 1);
        EXPECT_EQ(row[4] == 1, row[5] < 30);
    }
}

TEST_F(Run, IsTheSameOnEveryNumberOfThreads) {
    const std::string alone = text_of(run(of_needles(), 3, 1));
    remove_journals(folder);
    EXPECT_EQ(text_of(run(of_needles(), 3, 3)), alone);
    EXPECT_NE(alone.find('\n'), std::string::npos);
}

TEST_F(Run, NeedlesBothSidesIntoTheButtock) {
    for (const Row& row : run(of_needles(), 2)) {
        ASSERT_EQ(row.size(), 1u + 2 * 4);
        for (const std::size_t side : {1u, 5u}) {
            EXPECT_EQ(row[side], 1);     // went in
            EXPECT_EQ(row[side + 1], 1); // through the gluteus maximus
            EXPECT_GT(row[side + 2], 20);
            EXPECT_LE(row[side + 2], 100);
        }
    }
}

TEST_F(Run, GoesOnWhereAShorterOneEnded) {
    const std::string whole = text_of(run(of_numbers(), 40));
    remove_journals(folder);
    (void)run(of_numbers(), 25);
    std::uint64_t first = 0;
    RunOrder order;
    order.seed = 3;
    order.bodies = 40;
    order.threads = 1;
    order.folder = folder;
    order.progress = [&](std::uint64_t done, std::uint64_t) { first = first == 0 ? done : first; };
    const auto rows = run_bodies(of_numbers(), order, *shard);
    ASSERT_TRUE(rows);
    EXPECT_EQ(text_of(*rows), whole);
    EXPECT_EQ(first, 26u);
}

TEST_F(Run, DoesABodyAgainWhoseLineWasTorn) {
    const std::string whole = text_of(run(of_numbers(), 10));
    const fs::path path = folder / "journal-0";
    fs::resize_file(path, fs::file_size(path) - 20);
    EXPECT_EQ(finished_bodies(folder, run_key(of_numbers(), 3), 6).size(), 9u);
    EXPECT_EQ(text_of(run(of_numbers(), 10)), whole);
    EXPECT_EQ(text_of(run(of_numbers(), 10)), whole);
}

TEST_F(Run, TakesNothingFromTheJournalOfAnotherStudy) {
    (void)run(of_numbers(), 10);
    EXPECT_TRUE(finished_bodies(folder, run_key(of_numbers(), 4), 6).empty());
}

TEST_F(Run, RefusesAFolderThatAnotherRunWritesIn) {
    const auto other = Journal::open(folder, 0, "key", 6);
    ASSERT_TRUE(other);
    const auto again = Journal::open(folder, 0, "key", 6);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "study.journal");
}

TEST_F(Run, DrawsPeopleAsThePopulationSays) {
    const Protocol of = of_numbers();
    int men = 0;
    double height = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const auto person = draw_person(of.cohort, 1, i);
        ASSERT_TRUE(person);
        men += person->sex == atlas::Sex::Male ? 1 : 0;
        height += person->height_cm / 2000;
    }
    EXPECT_NEAR(men / 2000.0, 0.5, 4 * 0.5 / std::sqrt(2000.0));
    EXPECT_NEAR(height, 170, 4 * 8 / std::sqrt(2000.0));
}

TEST_F(Run, SaysThatNobodyIsLikeThat) {
    Protocol of = of_numbers();
    of.cohort.of_men.bmi = of.cohort.of_women.bmi = {60, 0.1, 55, 65};
    const auto person = draw_person(of.cohort, 1, 0);
    ASSERT_FALSE(person);
    EXPECT_EQ(person.error().code, "study.person");
}

TEST_F(Run, SaysInWhichLineAnEntryIsNone) {
    const Protocol of = protocol("  - id: a\n"
                                 "    entry: between(psiss, greater_trochanter, 0.4)\n"
                                 "    needle: 0.30x100\n"
                                 "    stop: hub\n"
                                 "    outcomes: [{id: d, measure: tip_depth}]\n");
    const base::Problems problems = try_arms(of);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems.front().where, "test.yaml:12");
    EXPECT_EQ(problems.front().code, "expression.unknown_landmark");
}

TEST_F(Run, JoinsTheAnswersOfEachInsertion) {
    const Protocol joining =
        protocol("  - id: buttock\n"
                 "    entry: between(psis, ischial_tuberosity, 0.5)\n"
                 "    needle: 0.30x100\n"
                 "    stop: first_bone\n"
                 "    outcomes:\n"
                 "      - {id: through, measure: pierced, of: gluteus_maximus}\n"
                 "      - {id: nerve, measure: within, within_mm: 10, of: sciatic_nerve}\n"
                 "      - {id: good, measure: all_of, outcomes: [through, not nerve]}\n"
                 "      - {id: bad, measure: any_of, outcomes: [not through, nerve]}\n");
    const ArmColumns columns = columns_of(joining).front();
    int good = 0;
    int made = 0;
    for (const Row& row : run(joining, 8))
        for (std::size_t i = 0; i < columns.count; ++i) {
            const double* insertion = row.data() + columns.insertions + i * columns.stride;
            if (insertion[0] != 1)
                continue;
            const bool is_good = insertion[1] == 1 && insertion[2] == 0;
            EXPECT_EQ(insertion[3], is_good ? 1 : 0);
            EXPECT_EQ(insertion[4], is_good ? 0 : 1);
            good += is_good ? 1 : 0;
            ++made;
        }
    EXPECT_GT(good, 0);
    EXPECT_LT(good, made);
}

} // namespace
} // namespace filiform::study
