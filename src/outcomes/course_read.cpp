// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "base/spelling.h"
#include "base/strict_json.h"
#include "outcomes/course.h"
#include "outcomes/course_fields.h"
#include "outcomes/figures.h"
#include "outcomes/instrument.h"

namespace filiform::outcomes {

namespace {

constexpr std::size_t most_depth = 6;
constexpr int minute_of_scores = 9 * 60;
constexpr int minute_of_sessions = 12 * 60;
constexpr int last_minute = 24 * 60 - 1;
constexpr double most_sore_hours = 1000;
constexpr std::chrono::days oldest{3653}; // ten years

/// A member that must be there; complains when it is not.
const json::value* needed(CourseFields& fields, const json::object& root, const char* key) {
    const json::value* value = CourseFields::find(root, key);
    if (value == nullptr)
        fields.complain("course.missing", std::string("/") + key, "This is missing.",
                        course_schema);
    return value;
}

class CourseReader {
  public:
    explicit CourseReader(CourseFields& fields) : fields_(fields) {}

    Course read(const json::object& root) {
        fields_.allow_only(root, "",
                           {"schema", "asOf", "onset", "follow", "goal", "readings", "sessions",
                            "planned", "findings", "note"});
        read_schema(root);
        if (const json::value* value = needed(fields_, root, "asOf"))
            if (const auto at = fields_.moment(*value, "/asOf", last_minute)) {
                course_.as_of = *at;
                has_as_of_ = true;
            }
        read_readings(root);
        read_sessions(root);
        read_planned(root);
        read_follow(root);
        read_onset(root);
        read_goal(root);
        read_findings(root);
        return std::move(course_);
    }

  private:
    void read_schema(const json::object& root) {
        const json::value* value = needed(fields_, root, "schema");
        if (value != nullptr && *value != json::value("filiform.course/1"))
            fields_.complain("course.schema", "/schema", "This is no filiform.course/1.",
                             "Write \"schema\": \"filiform.course/1\".");
    }

    /// Neither after the day of the review nor ten years before it.
    void check_time(base::Instant at, const std::string& place) {
        if (!has_as_of_)
            return;
        if (at > course_.as_of)
            fields_.complain("course.future", place, "This is after asOf.",
                             "Correct the date, or set asOf to the day of the review.");
        else if (at < course_.as_of - oldest)
            fields_.complain("course.date", place, "This is more than ten years before asOf.",
                             "Correct the date.");
    }

    void check_order(std::optional<base::Instant> before, base::Instant at,
                     const std::string& place) {
        if (!before)
            return;
        if (at == *before)
            fields_.complain("course.repeated", place, "There is already one of this time.",
                             "Keep the right one, or write the time of day as well.");
        else if (at < *before)
            fields_.complain("course.order", place, "This is earlier than the one before it.",
                             "Correct the date, or put the list in order of time.");
    }

    void read_readings(const json::object& root) {
        const json::value* value = needed(fields_, root, "readings");
        const json::array* list =
            value == nullptr ? nullptr : fields_.list(*value, "/readings", most_readings);
        if (list == nullptr)
            return;
        std::map<std::string, base::Instant> last;
        for (std::size_t i = 0; i < list->size(); ++i)
            read_reading((*list)[i], "/readings/" + std::to_string(i), last);
    }

    void read_reading(const json::value& value, const std::string& place,
                      std::map<std::string, base::Instant>& last) {
        const json::object* entry = fields_.object(value, place);
        if (entry == nullptr)
            return;
        fields_.allow_only(*entry, place, {"instrument", "at", "value", "period"});
        const json::value* code = needed_in(*entry, place, "instrument");
        const json::value* at = needed_in(*entry, place, "at");
        const json::value* score = needed_in(*entry, place, "value");
        if (code == nullptr || at == nullptr || score == nullptr)
            return;
        const Instrument* instrument = instrument_of(*code, place + "/instrument");
        const auto moment = fields_.moment(*at, place + "/at", minute_of_scores);
        if (instrument == nullptr || !moment)
            return;
        const auto number =
            fields_.number(*score, place + "/value", instrument->low, instrument->high);
        check_time(*moment, place + "/at");
        const auto before = last.find(instrument->code);
        check_order(before == last.end() ? std::nullopt : std::optional(before->second), *moment,
                    place + "/at");
        last[instrument->code] = *moment;
        course_.readings.push_back(
            {instrument->code, *moment, number.value_or(0), period_of(*entry, place)});
    }

    Period period_of(const json::object& entry, const std::string& place) {
        const json::value* value = CourseFields::find(entry, "period");
        if (value == nullptr || *value == json::value("week"))
            return Period::Week;
        if (*value != json::value("day"))
            fields_.complain("course.value", place + "/period", "This is neither day nor week.",
                             "Write \"day\" for a diary, \"week\" for the past week.");
        return Period::Day;
    }

    const json::value* needed_in(const json::object& entry, const std::string& place,
                                 const char* key) {
        const json::value* value = CourseFields::find(entry, key);
        if (value == nullptr)
            fields_.complain("course.missing", place + "/" + key, "This is missing.",
                             course_schema);
        return value;
    }

    const Instrument* instrument_of(const json::value& value, const std::string& place) {
        const auto code = fields_.text(value, place);
        if (!code)
            return nullptr;
        const Instrument* instrument = find_instrument(*code);
        if (instrument != nullptr)
            return instrument;
        std::vector<std::string> known;
        std::string all;
        for (const Instrument& one : instruments()) {
            known.push_back(one.code);
            all += (all.empty() ? "" : ", ") + one.code;
        }
        constexpr std::size_t longest = 60;
        const std::string near = code->size() > longest ? "" : base::nearest_name(known, *code);
        fields_.complain("course.instrument", place,
                         "No instrument is called '" + code->substr(0, longest) + "'.",
                         near.empty() ? "Write one of: " + all + "."
                                      : "Did you mean " + near + "?");
        return nullptr;
    }

    void read_sessions(const json::object& root) {
        const json::value* value = CourseFields::find(root, "sessions");
        const json::array* list =
            value == nullptr ? nullptr : fields_.list(*value, "/sessions", most_sessions);
        std::optional<base::Instant> last;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const std::string place = "/sessions/" + std::to_string(i);
            const json::object* entry = fields_.object((*list)[i], place);
            if (entry == nullptr)
                continue;
            fields_.allow_only(*entry, place, {"at", "sore", "soreHours"});
            const json::value* at = needed_in(*entry, place, "at");
            const auto moment = at == nullptr
                                    ? std::nullopt
                                    : fields_.moment(*at, place + "/at", minute_of_sessions);
            if (!moment)
                continue;
            check_time(*moment, place + "/at");
            check_order(last, *moment, place + "/at");
            last = *moment;
            CourseSession session{*moment, std::nullopt, std::nullopt};
            if (const json::value* sore = CourseFields::find(*entry, "sore"))
                session.was_sore = fields_.flag(*sore, place + "/sore");
            if (const json::value* hours = CourseFields::find(*entry, "soreHours"))
                session.sore_hours =
                    fields_.number(*hours, place + "/soreHours", 0, most_sore_hours);
            if (session.sore_hours.value_or(0) > 0 && session.was_sore == false)
                fields_.complain("course.value", place + "/soreHours",
                                 "Hours of soreness are given where there was none.",
                                 "Correct sore, or take the hours away.");
            course_.sessions.push_back(session);
        }
    }

    void read_planned(const json::object& root) {
        const json::value* value = CourseFields::find(root, "planned");
        const json::array* list =
            value == nullptr ? nullptr : fields_.list(*value, "/planned", most_sessions);
        std::optional<base::Instant> last;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const std::string place = "/planned/" + std::to_string(i);
            const auto moment = fields_.moment((*list)[i], place, minute_of_sessions);
            if (!moment)
                continue;
            check_order(last, *moment, place);
            last = *moment;
            if (has_as_of_ && *moment <= course_.as_of)
                fields_.complain("course.planned", place, "A planned session is not after asOf.",
                                 "Put a session that was held under sessions.");
            if (has_as_of_ && *moment > course_.as_of + std::chrono::days(most_ahead_days))
                fields_.complain("course.date", place, "This is more than a year after asOf.",
                                 "Correct the date.");
            course_.planned.push_back(*moment);
        }
    }

    void read_follow(const json::object& root) {
        if (const json::value* value = CourseFields::find(root, "follow")) {
            const Instrument* instrument = instrument_of(*value, "/follow");
            if (instrument != nullptr && !instrument->has_forecast)
                fields_.complain("course.instrument", "/follow",
                                 "There is no forecast of " + instrument->code + ".",
                                 "Write nprs_leg or nprs_back.");
            if (instrument != nullptr)
                course_.follow = instrument->code;
        } else {
            const bool has_leg = !course_.of("nprs_leg").empty();
            course_.follow = has_leg || course_.of("nprs_back").empty() ? "nprs_leg" : "nprs_back";
        }
        if (fields_.problems.empty() && course_.of(course_.follow).empty())
            fields_.complain("course.missing", "/readings",
                             "There is no score of " + course_.follow + ", which is followed.",
                             "Add its scores, or follow another.");
    }

    void read_onset(const json::object& root) {
        const json::value* value = CourseFields::find(root, "onset");
        const auto written = value == nullptr ? std::nullopt : fields_.text(*value, "/onset");
        if (!written)
            return;
        const auto date = base::read_date(*written);
        if (!date) {
            fields_.complain("course.date", "/onset", date.error().what,
                             "Write a day such as 2026-01-15.");
            return;
        }
        course_.onset = *date;
        const bool has_start = !course_.readings.empty() || !course_.sessions.empty();
        if (has_start && std::chrono::sys_days(*date) > course_.start())
            fields_.complain("course.onset", "/onset", "The pain begins after care does.",
                             "Write the day the pain began.");
    }

    void read_goal(const json::object& root) {
        const json::value* value = CourseFields::find(root, "goal");
        const json::object* object = value == nullptr ? nullptr : fields_.object(*value, "/goal");
        if (object == nullptr)
            return;
        fields_.allow_only(*object, "/goal", {"value", "on"});
        CourseGoal goal;
        const json::value* wanted = needed_in(*object, "/goal", "value");
        const auto number = wanted == nullptr
                                ? std::nullopt
                                : fields_.number(*wanted, "/goal/value", scale_low, scale_high);
        if (!number)
            return;
        goal.value = *number;
        if (const json::value* on = CourseFields::find(*object, "on"))
            read_goal_day(*on, goal);
        const auto scores = course_.of(course_.follow);
        if (!scores.empty() && goal.value >= scores.front().value && scores.front().value > 0)
            fields_.complain("course.goal", "/goal/value",
                             "The goal is no better than the first score.",
                             "Write what is to be reached, less than " +
                                 short_number(scores.front().value) + ".");
        course_.goal = goal;
    }

    void read_goal_day(const json::value& value, CourseGoal& goal) {
        const auto moment = fields_.moment(value, "/goal/on", minute_of_sessions);
        if (!moment || !has_as_of_)
            return;
        if (*moment <= course_.as_of)
            fields_.complain("course.goal", "/goal/on", "The goal's day is not after asOf.",
                             "Write a day to come, or leave it out.");
        else if (*moment > course_.as_of + std::chrono::days(most_ahead_days))
            fields_.complain("course.goal", "/goal/on", "This is more than a year after asOf.",
                             "No forecast reaches so far: write an earlier day.");
        goal.on = base::Date(std::chrono::floor<std::chrono::days>(*moment));
    }

    void read_findings(const json::object& root) {
        const json::value* value = CourseFields::find(root, "findings");
        const json::object* object =
            value == nullptr ? nullptr : fields_.object(*value, "/findings");
        if (object == nullptr)
            return;
        for (const auto& [key, answer] : *object) {
            const std::string place = "/findings/" + std::string(key);
            if (answer.is_null())
                continue;
            if (!is_asked_finding(std::string_view(key))) {
                fields_.complain("course.finding", place, "Nothing of that name is asked.",
                                 "Write one of: " + asked_findings() + ".");
                continue;
            }
            if (const auto flag = fields_.flag(answer, place))
                course_.findings[std::string(key)] = *flag;
        }
    }

    static constexpr int most_ahead_days = 366;
    CourseFields& fields_;
    Course course_;
    bool has_as_of_ = false;
};

void complain_of(CourseFields& fields, const base::JsonFault& fault) {
    using What = base::JsonFault::What;
    switch (fault.what) {
    case What::TooLarge:
        return fields.complain("course.too_large", "",
                               "The file is larger than " + std::to_string(most_course_bytes) +
                                   " bytes.",
                               "A course has at most " + std::to_string(most_readings) +
                                   " scores: leave out the oldest.");
    case What::TooDeep:
        return fields.complain("course.json", "", "Lists and objects are nested too deep.",
                               course_schema);
    case What::NotJson:
        return fields.complain("course.json", "", "This is not JSON: " + fault.detail + ".",
                               "Not a number (NaN) and comments are no JSON either.");
    case What::Repeated:
        return fields.complain("course.repeated", fault.pointer,
                               "'" + fault.detail + "' is there twice.", "Keep one.");
    }
}

} // namespace

std::vector<CourseReading> Course::of(std::string_view instrument) const {
    std::vector<CourseReading> found;
    std::copy_if(readings.begin(), readings.end(), std::back_inserter(found),
                 [&](const CourseReading& one) { return one.instrument == instrument; });
    return found;
}

base::Instant Course::start() const {
    base::Instant first = as_of;
    for (const CourseReading& reading : readings)
        first = std::min(first, reading.at);
    if (!sessions.empty())
        first = std::min(first, sessions.front().at);
    return first;
}

double day_of(const Course& course, base::Instant at) {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    return Days(at - course.start()).count();
}

base::Checked<Course> read_course(std::string_view text, std::string_view name) {
    CourseFields fields(name);
    const auto value = base::read_strict_json(text, {most_course_bytes, most_depth});
    Course course;
    if (!value)
        complain_of(fields, value.error());
    else if (const json::object* root = fields.object(*value, ""))
        course = CourseReader(fields).read(*root);
    if (!fields.problems.empty())
        return tl::unexpected(fields.problems);
    return course;
}

} // namespace filiform::outcomes
