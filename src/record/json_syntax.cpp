// SPDX-License-Identifier: Apache-2.0
#include "record/json_syntax.h"

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace filiform::record {

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_depth = 16;

json::parse_options options() {
    json::parse_options strict;
    strict.max_depth = most_depth;
    return strict;
}

/// What the library's values do not say: how many members were written (it keeps the last of two of
/// one name), and fractions to the last bit (it may be off by one).
struct AsWritten {
    using View = json::string_view;
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    std::size_t members = 0;
    std::vector<double> fractions; ///< in their order
    std::string digits;

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) { return true; }
    bool on_object_end(std::size_t count, json::error_code&) {
        members += count;
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t, json::error_code&) { return true; }
    bool on_key_part(View, std::size_t, json::error_code&) { return true; }
    bool on_key(View, std::size_t, json::error_code&) { return true; }
    bool on_string_part(View, std::size_t, json::error_code&) { return true; }
    bool on_string(View, std::size_t, json::error_code&) { return true; }
    bool on_number_part(View part, json::error_code&) {
        digits += std::string_view(part);
        return true;
    }
    bool on_int64(std::int64_t, View, json::error_code&) { return forget_digits(); }
    bool on_uint64(std::uint64_t, View, json::error_code&) { return forget_digits(); }
    bool on_double(double value, View part, json::error_code&) {
        digits += std::string_view(part);
        double exact = value;
        std::from_chars(digits.data(), digits.data() + digits.size(), exact);
        fractions.push_back(exact);
        return forget_digits();
    }
    bool on_bool(bool, json::error_code&) { return true; }
    bool on_null(json::error_code&) { return true; }
    bool on_comment_part(View, json::error_code&) { return true; }
    bool on_comment(View, json::error_code&) { return true; }

  private:
    bool forget_digits() {
        digits.clear();
        return true;
    }
};

AsWritten as_written(std::string_view text) {
    json::basic_parser<AsWritten> parser(options());
    json::error_code error;
    parser.write_some(false, text.data(), text.size(), error);
    return std::move(parser.handler());
}

std::size_t members_kept(const json::value& value) { // no deeper than most_depth
    std::size_t count = 0;
    if (const json::array* list = value.if_array())
        for (const json::value& one : *list)
            count += members_kept(one);
    if (const json::object* object = value.if_object()) {
        count += object->size();
        for (const auto& [key, one] : *object)
            count += members_kept(one);
    }
    return count;
}

/// Puts fractions in their order in the place of those of a value.
void put_fractions(json::value& value, const double*& next) { // no deeper than most_depth
    if (value.is_double())
        value = *next++;
    if (json::array* list = value.if_array())
        for (json::value& one : *list)
            put_fractions(one, next);
    if (json::object* object = value.if_object())
        for (auto& [key, one] : *object)
            put_fractions(one, next);
}

} // namespace

base::Result<json::value> parse_json(std::string_view text, std::string_view name) {
    const std::string where = std::string(name) + "#";
    if (text.size() > most_bytes)
        return tl::unexpected(base::Problem{"record.too_large", where,
                                            "This has " + std::to_string(text.size()) +
                                                " bytes; at most " + std::to_string(most_bytes) +
                                                " are read.",
                                            "Keep long documents beside the entry."});
    json::error_code error;
    json::value value = json::parse(text, error, {}, options());
    if (error == json::error::too_deep)
        return tl::unexpected(base::Problem{"record.too_deep", where,
                                            "This is nested deeper than anything the record holds.",
                                            "See the schema of this kind."});
    if (error.failed())
        return tl::unexpected(base::Problem{"record.syntax", where,
                                            "This is not JSON: " + error.message() + ".",
                                            "One object in UTF-8 is expected."});
    const AsWritten written = as_written(text);
    if (written.members != members_kept(value))
        return tl::unexpected(base::Problem{"record.repeated_field", where,
                                            "An object has two fields of one name.",
                                            "Keep one of them."});
    const double* next = written.fractions.data();
    put_fractions(value, next);
    return value;
}

} // namespace filiform::record
