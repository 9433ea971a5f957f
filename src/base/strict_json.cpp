// SPDX-License-Identifier: Apache-2.0
#include "base/strict_json.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

namespace filiform::base {

namespace {

namespace json = boost::json;

std::string escaped(std::string_view name) { // RFC 6901
    std::string out;
    for (const char c : name)
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    return out;
}

/// Builds the value as the library's own parser does, but reads decimals to the last bit and sees
/// names that come twice.
class StrictHandler {
  public:
    using View = json::string_view;
    using Error = json::error_code;
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack stack;
    bool has_repeated = false;
    std::string repeated, pointer; ///< the first name that comes twice, and where

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        levels_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t count, Error&) {
        note_repeated(levels_.back());
        levels_.pop_back();
        stack.push_object(count);
        return value_done();
    }
    bool on_array_begin(Error&) {
        levels_.emplace_back().is_list = true;
        return true;
    }
    bool on_array_end(std::size_t count, Error&) {
        levels_.pop_back();
        stack.push_array(count);
        return value_done();
    }
    bool on_key_part(View part, std::size_t, Error&) {
        key_.append(part);
        stack.push_chars(part);
        return true;
    }
    bool on_key(View part, std::size_t, Error&) {
        key_.append(part);
        stack.push_key(part);
        levels_.back().names.push_back(std::exchange(key_, {}));
        return true;
    }
    bool on_string_part(View part, std::size_t, Error&) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(View part, std::size_t, Error&) {
        stack.push_string(part);
        return value_done();
    }
    bool on_number_part(View part, Error&) {
        number_.append(part);
        return true;
    }
    bool on_int64(std::int64_t value, View, Error&) {
        number_.clear();
        stack.push_int64(value);
        return value_done();
    }
    bool on_uint64(std::uint64_t value, View, Error&) {
        number_.clear();
        stack.push_uint64(value);
        return value_done();
    }
    bool on_double(double value, View part, Error&) {
        number_.append(part);
        double exact = value;
        std::from_chars(number_.data(), number_.data() + number_.size(), exact);
        number_.clear();
        stack.push_double(exact);
        return value_done();
    }
    bool on_bool(bool value, Error&) {
        stack.push_bool(value);
        return value_done();
    }
    bool on_null(Error&) {
        stack.push_null();
        return value_done();
    }
    bool on_comment_part(View, Error&) { return true; }
    bool on_comment(View, Error&) { return true; }

  private:
    /// An object or a list that has begun and not ended.
    struct Level {
        bool is_list = false;
        std::size_t index = 0;          ///< of a list, the place of what comes
        std::vector<std::string> names; ///< of an object, the last that of what comes
    };

    void note_repeated(Level& level) {
        std::vector<std::string>& sorted = level.names; // the object is over
        std::sort(sorted.begin(), sorted.end());
        const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
        if (twice == sorted.end() || has_repeated)
            return;
        has_repeated = true;
        repeated = *twice;
        level.names.push_back(repeated);
        pointer = place();
    }
    bool value_done() {
        if (!levels_.empty() && levels_.back().is_list)
            ++levels_.back().index;
        return true;
    }
    [[nodiscard]] std::string place() const {
        std::string out;
        for (const Level& level : levels_)
            out +=
                '/' + (level.is_list ? std::to_string(level.index) : escaped(level.names.back()));
        return out;
    }

    std::string key_, number_;
    std::vector<Level> levels_;
};

} // namespace

tl::expected<json::value, JsonFault> read_strict_json(std::string_view text, JsonLimits limits) {
    using What = JsonFault::What;
    const auto refuse = [](What what, std::string detail, std::string pointer) {
        return tl::unexpected(JsonFault{what, std::move(detail), std::move(pointer)});
    };
    if (text.size() > limits.most_bytes)
        return refuse(What::TooLarge, "", "");
    json::parse_options options;
    options.max_depth = limits.most_depth;
    json::basic_parser<StrictHandler> parser(options);
    parser.handler().stack.reset();
    json::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (error == json::error::too_deep)
        return refuse(What::TooDeep, "", "");
    if (error.failed() || used != text.size())
        return refuse(What::NotJson, error ? error.message() : "more follows it", "");
    if (parser.handler().has_repeated)
        return refuse(What::Repeated, parser.handler().repeated, parser.handler().pointer);
    return parser.handler().stack.release();
}

} // namespace filiform::base
