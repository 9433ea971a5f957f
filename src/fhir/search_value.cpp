// SPDX-License-Identifier: Apache-2.0
#include "fhir/search_value.h"

#include <array>
#include <charconv>

#include "base/date.h"
#include "fhir/path.h"

namespace filiform::fhir {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;
constexpr base::Instant beginning = base::Instant::min();
constexpr base::Instant end = base::Instant::max();

std::optional<TimeSpan> read_calendar(std::string_view text) {
    std::string whole(text);
    whole += text.size() == 4 ? "-01-01" : text.size() == 7 ? "-01" : "";
    const auto first = base::read_date(whole);
    if (!first)
        return std::nullopt;
    std::chrono::year_month_day next = *first;
    if (text.size() == 4)
        next += years(1);
    else if (text.size() == 7)
        next += months(1);
    else
        next = sys_days(next) + days(1);
    return TimeSpan{sys_days(*first), sys_days(next)};
}

/// A time may leave out its seconds and its zone, which an instant may not.
std::optional<TimeSpan> read_time(std::string_view text) {
    const std::size_t clock = text.find('T') + 1;
    const std::size_t zone = text.find_first_of("Z+-", clock);
    std::string time(text.substr(clock, zone == std::string_view::npos ? zone : zone - clock));
    std::chrono::milliseconds length{1};
    if (time.size() == 5) {
        time += ":00";
        length = std::chrono::minutes(1);
    } else if (time.find('.') == std::string::npos) {
        length = std::chrono::seconds(1);
    }
    const std::string whole =
        std::string(text.substr(0, clock)) + time +
        (zone == std::string_view::npos ? "Z" : std::string(text.substr(zone)));
    const auto instant = base::read_instant(whole);
    if (!instant)
        return std::nullopt;
    return TimeSpan{*instant, *instant + length};
}

} // namespace

std::optional<TimeSpan> read_span(std::string_view text) {
    if (text.size() == 4 || text.size() == 7 || text.size() == 10)
        return read_calendar(text);
    return text.find('T') == std::string_view::npos ? std::nullopt : read_time(text);
}

std::optional<AskedDate> read_asked_date(std::string_view text) {
    static constexpr std::array<std::string_view, 8> prefixes{"eq", "ne", "gt", "lt",
                                                              "ge", "le", "sa", "eb"};
    AskedDate asked;
    for (std::size_t i = 0; i < prefixes.size(); ++i)
        if (text.starts_with(prefixes.at(i))) {
            asked.prefix = static_cast<Prefix>(i);
            text.remove_prefix(2);
            break;
        }
    const auto span = read_span(text);
    if (!span)
        return std::nullopt;
    asked.span = *span;
    return asked;
}

bool is_within(const TimeSpan& value, const AskedDate& asked) {
    const TimeSpan& span = asked.span;
    const bool is_equal = span.low <= value.low && value.high <= span.high;
    switch (asked.prefix) {
    case Prefix::Eq:
        return is_equal;
    case Prefix::Ne:
        return !is_equal;
    case Prefix::Gt:
        return value.high > span.high;
    case Prefix::Lt:
        return value.low < span.low;
    case Prefix::Ge:
        return is_equal || value.high > span.high;
    case Prefix::Le:
        return is_equal || value.low < span.low;
    case Prefix::Sa:
        return value.low >= span.high;
    case Prefix::Eb:
        break;
    }
    return value.high <= span.low;
}

std::optional<TimeSpan> span_of(const json::value& value) {
    if (value.is_string())
        return read_span(value.get_string());
    const json::object* period = value.if_object();
    if (period == nullptr)
        return std::nullopt;
    const auto first = read_span(text_of(*period, "start"));
    const auto last = read_span(text_of(*period, "end"));
    if (!first && !last)
        return std::nullopt;
    return TimeSpan{first ? first->low : beginning, last ? last->high : end};
}

std::vector<std::string_view> parted(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t at = text.find(by);
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    }
    return parts;
}

namespace {

void collect(const json::value& value, const Step& step, std::vector<const json::value*>& out) {
    if (const json::array* list = value.if_array()) {
        for (const json::value& one : *list)
            collect(one, step, out);
        return;
    }
    const json::object* object = value.if_object();
    if (!step.key.empty() && (object == nullptr || text_of(*object, step.key) != step.expected))
        return;
    out.push_back(&value);
}

void follow(const json::object& resource, std::string_view path,
            std::vector<const json::value*>& out) {
    std::string_view of_type;
    const std::size_t hash = path.find('#');
    if (hash != std::string_view::npos) {
        of_type = path.substr(hash + 1);
        path = path.substr(0, hash);
    }
    std::vector<const json::value*> reached;
    bool is_first = true;
    for (const Step& step : steps_of(path)) {
        std::vector<const json::value*> next;
        if (is_first) {
            if (const json::value* value = resource.if_contains(step.name))
                collect(*value, step, next);
        } else {
            for (const json::value* one : reached)
                if (const json::object* object = one->if_object())
                    if (const json::value* value = object->if_contains(step.name))
                        collect(*value, step, next);
        }
        is_first = false;
        reached = std::move(next);
    }
    for (const json::value* one : reached)
        if (of_type.empty() ||
            (one->is_object() &&
             text_of(one->get_object(), "reference").starts_with(std::string(of_type) + "/")))
            out.push_back(one);
}

} // namespace

std::vector<const json::value*> values_at(const json::object& resource, std::string_view paths) {
    std::vector<const json::value*> all;
    for (const std::string_view path : parted(paths, '|'))
        follow(resource, path, all);
    return all;
}

} // namespace filiform::fhir
