// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "record/noun.h"

namespace filiform::record {
namespace {

namespace json = boost::json;

/// Takes "format" away, which this validator asks of what is no text as well, and breaks.
void drop_formats(json::value& schema) {
    if (json::array* list = schema.if_array())
        for (json::value& one : *list)
            drop_formats(one);
    if (json::object* object = schema.if_object()) {
        object->erase("format");
        for (auto& [key, one] : *object)
            drop_formats(one);
    }
}

/// A published schema, held by somebody else's validator.
class Published {
  public:
    explicit Published(Kind kind) : text_(json::parse(noun_schema(kind))) {
        drop_formats(text_);
        const valijson::adapters::BoostJsonAdapter adapter(text_);
        valijson::SchemaParser().populateSchema(adapter, schema_);
    }
    bool accepts(const json::value& value) {
        const valijson::adapters::BoostJsonAdapter adapter(value);
        return validator_.validate(schema_, adapter, nullptr);
    }
    [[nodiscard]] const json::value& text() const { return text_; }

  private:
    json::value text_;
    valijson::Schema schema_;
    valijson::Validator validator_;
};

std::size_t below(base::RandomStream& random, std::size_t most) {
    return std::min(most - 1,
                    static_cast<std::size_t>(random.uniform() * static_cast<double>(most)));
}

/// Something that stands nowhere in a noun, or only in some places.
json::value odd_value(base::RandomStream& random) {
    switch (below(random, 11)) {
    case 0:
        return nullptr;
    case 1:
        return true;
    case 2:
        return -7.25;
    case 3:
        return 1e12 + 0.5; // 1.0 is a whole number to the reader and not to the validator
    case 4:
        return "";
    case 5:
        return "odd\tword";
    case 6:
        return std::string(5000, 'x').c_str();
    case 7:
        return json::array();
    case 8:
        return json::object();
    case 9:
        return json::array{json::object{{"odd", 1}}};
    default:
        return " \n";
    }
}

/// All places of a value that hold something, the value itself first.
void collect(json::value& value, std::vector<json::value*>& places) {
    places.push_back(&value);
    if (json::array* list = value.if_array())
        for (json::value& one : *list)
            collect(one, places);
    if (json::object* object = value.if_object())
        for (auto& [key, one] : *object)
            collect(one, places);
}

/// Changes one place: for something odd, by leaving a field out, or by adding one.
void damage(json::value& value, base::RandomStream& random) {
    std::vector<json::value*> places;
    collect(value, places);
    json::value& place = *places[1 + below(random, places.size() - 1)];
    json::object* object = place.if_object();
    if (object == nullptr && below(random, 3) == 0)
        object = value.if_object();
    if (object == nullptr || object->empty())
        place = odd_value(random);
    else if (below(random, 2) == 0)
        (*object)["odd"] = odd_value(random);
    else
        object->erase(object->begin() + static_cast<long>(below(random, object->size())));
}

TEST(Schemas, accept_what_is_written) {
    for (const Kind kind : every_kind()) {
        Published schema(kind);
        base::RandomStream random(1, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < 60; ++i) {
            const std::string text = write_noun(drawn_noun(kind, random));
            EXPECT_TRUE(schema.accepts(json::parse(text))) << text;
        }
    }
}

TEST(Schemas, say_yes_and_no_to_damaged_nouns_as_the_reader_does) {
    int refused = 0;
    int accepted = 0;
    for (const Kind kind : every_kind()) {
        Published schema(kind);
        base::RandomStream random(2, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < 150; ++i) {
            json::value value = json::parse(write_noun(drawn_noun(kind, random)));
            damage(value, random);
            const std::string text = json::serialize(value);
            const bool is_read = read_noun(kind, text, "damaged").has_value();
            EXPECT_EQ(schema.accepts(value), is_read) << record::text(kind) << " " << text;
            (is_read ? accepted : refused) += 1;
        }
    }
    EXPECT_GT(refused, 1500);
    EXPECT_GT(accepted, 100);
}

TEST(Schemas, describe_every_field_in_a_sentence) {
    for (const Kind kind : every_kind()) {
        const json::value schema = json::parse(noun_schema(kind));
        for (const auto& [name, field] : schema.at("properties").as_object()) {
            const std::string about(field.at("description").as_string());
            EXPECT_TRUE(about.ends_with('.')) << record::text(kind) << "/" << name;
        }
    }
}

TEST(Schemas, name_what_is_required_and_what_a_reference_may_be) {
    const json::value schema = json::parse(noun_schema(Kind::Message));
    EXPECT_EQ(json::serialize(schema.at("required")), R"(["patient","subject","text","sentAt"])");
    EXPECT_EQ(json::serialize(schema.at("properties").at("from").at("x-kinds")),
              R"(["practitioner","patient"])");
    EXPECT_EQ(schema.at("additionalProperties"), false);
}

} // namespace
} // namespace filiform::record
