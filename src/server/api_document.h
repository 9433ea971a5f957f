// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "server/route.h"

/// For tests: the published description, read as somebody else reads it, and answers held against
/// it by somebody else's validator (valijson).
namespace filiform::server {

namespace json = boost::json;

/// Why a validator refuses a value; empty when it does not. "format" is left out: this validator
/// asks it of what is no text as well, and breaks.
inline std::string refused_by(json::value schema, const json::value& value) {
    const auto drop_formats = [](auto&& self, json::value& at) -> void {
        if (json::array* list = at.if_array())
            for (json::value& one : *list)
                self(self, one);
        if (json::object* object = at.if_object()) {
            object->erase("format");
            for (auto& [key, one] : *object)
                self(self, one);
        }
    };
    drop_formats(drop_formats, schema);
    valijson::Schema parsed;
    const valijson::adapters::BoostJsonAdapter schema_adapter(schema);
    valijson::SchemaParser().populateSchema(schema_adapter, parsed);
    valijson::ValidationResults results;
    valijson::Validator validator;
    const valijson::adapters::BoostJsonAdapter adapter(value);
    if (validator.validate(parsed, adapter, &results))
        return {};
    std::string out;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        for (const std::string& step : error.context)
            out += step;
        out += ": " + error.description + '\n';
    }
    return out.empty() ? "refused" : out;
}

class ApiDocument {
  public:
    explicit ApiDocument(const std::string& text) : root_(json::parse(text)) {}

    [[nodiscard]] const json::value& root() const { return root_; }
    /// What a JSON pointer in "#/…" names; null when there is nothing.
    [[nodiscard]] const json::value* find(std::string_view reference) const {
        if (!reference.starts_with("#/"))
            return nullptr;
        json::error_code error;
        const json::value* found =
            root_.find_pointer({reference.data() + 1, reference.size() - 1}, error);
        return error ? nullptr : found;
    }
    /// A part of the document with what its $refs name in their places.
    [[nodiscard]] json::value whole(const json::value& part) const {
        if (const json::array* list = part.if_array()) {
            json::array out;
            for (const json::value& one : *list)
                out.push_back(whole(one));
            return out;
        }
        if (const json::object* object = part.if_object()) {
            if (const json::value* reference = object->if_contains("$ref"))
                if (const json::value* named = find(std::string(reference->as_string())))
                    return whole(*named);
            json::object out;
            for (const auto& [key, one] : *object)
                out[key] = whole(one);
            return out;
        }
        return part;
    }
    [[nodiscard]] const json::object& operation(const Route& route) const {
        return root_.at("paths").at(route.pattern).at(lower(text(route.method))).as_object();
    }
    /// The schema of a route's body with nothing left out; null when it takes none.
    [[nodiscard]] json::value body_schema(const Route& route) const {
        const json::object& told = operation(route);
        return told.contains("requestBody")
                   ? whole(told.at("requestBody").at("content").as_object().begin()->value())
                         .at("schema")
                   : json::value();
    }
    /// What about an answer is not as it is described; empty when everything is.
    [[nodiscard]] std::string misfit(const Route& route, const Answer& answer) const {
        const json::object& responses = operation(route).at("responses").as_object();
        const json::value* told = responses.if_contains(std::to_string(answer.status));
        if (told == nullptr)
            return "the status " + std::to_string(answer.status) + " is not told";
        const json::object reply = whole(*told).as_object();
        if (!reply.contains("content"))
            return answer.body.empty() ? "" : "a body is not told";
        if (answer.status == 304 || answer.body.empty())
            return "there is no body";
        for (const auto& [type, content] : reply.at("content").as_object())
            if (type == "*/*" || bare(type) == bare(answer.media_type))
                return misfit(content.at("schema"), answer);
        return "the content type " + answer.media_type + " is not told";
    }

    static std::string lower(std::string_view word) {
        std::string out(word);
        std::transform(out.begin(), out.end(), out.begin(), ::tolower);
        return out;
    }

  private:
    static std::string_view bare(std::string_view type) { return type.substr(0, type.find(';')); }
    static std::string misfit(const json::value& schema, const Answer& answer) {
        if (bare(answer.media_type).find("json") == std::string_view::npos)
            return {};
        json::error_code error;
        json::parse_options deep;
        deep.max_depth = 64;
        const json::value body = json::parse(answer.body, error, {}, deep);
        return error ? "the body is not JSON" : refused_by(schema, body);
    }

    json::value root_;
};

/// What is wrong with a document by OpenAPI 3.1.0, as sentences that name the place.
class ApiForm {
  public:
    explicit ApiForm(const ApiDocument& document) : document_(document) {}

    [[nodiscard]] std::vector<std::string> faults() {
        const json::object& root = document_.root().as_object();
        expect(root.contains("openapi") && root.at("openapi").as_string().starts_with("3.1."),
               "openapi");
        const json::object& info = root.at("info").as_object();
        expect(info.contains("title") && info.contains("version"), "info");
        if (info.contains("license"))
            expect(info.at("license").as_object().contains("name"), "info/license");
        std::set<std::string> templates;
        for (const auto& [path, item] : root.at("paths").as_object()) {
            expect(path.starts_with("/"), path);
            std::string bare; // what is in the braces does not tell two paths apart
            for (const std::string& segment : segments_of(std::string(path)))
                bare += '/' + (segment.starts_with('{') ? "{}" : segment);
            expect(templates.insert(bare).second, std::string(path) + " is told twice");
            for (const auto& [method, operation] : item.as_object())
                check(std::string(path), std::string(method), operation.as_object());
        }
        check_references(document_.root(), "#");
        return faults_;
    }

  private:
    void expect(bool holds, const std::string& place) {
        if (!holds)
            faults_.push_back(place);
    }
    void check(const std::string& path, const std::string& method, const json::object& operation) {
        static const std::set<std::string> methods{"get",     "put",  "post",  "delete",
                                                   "options", "head", "patch", "trace"};
        const std::string place = method + " " + path;
        expect(methods.contains(method), place);
        expect(operation.contains("responses") && !operation.at("responses").as_object().empty(),
               place + " responses");
        for (const auto& [status, response] : operation.at("responses").as_object()) {
            const bool is_status = status.size() == 3 && status[0] >= '1' && status[0] <= '5' &&
                                   std::isdigit(status[1]) != 0 && std::isdigit(status[2]) != 0;
            expect(is_status, place + " responses/" + std::string(status));
            const json::value whole = document_.whole(response);
            expect(whole.as_object().contains("description"),
                   place + " responses/" + std::string(status) + "/description");
            check_content(whole.as_object(), place + " responses/" + std::string(status));
        }
        check_parameters(place, path, operation);
        if (const json::value* body = operation.if_contains("requestBody")) {
            expect(body->as_object().contains("content"), place + " requestBody/content");
            check_content(body->as_object(), place + " requestBody");
        }
        const json::object& schemes =
            document_.root().at("components").at("securitySchemes").as_object();
        for (const json::value& one : operation.at("security").as_array())
            for (const auto& [scheme, scopes] : one.as_object())
                expect(schemes.contains(scheme), place + " security");
    }
    void check_content(const json::object& holder, const std::string& place) {
        if (!holder.contains("content"))
            return;
        expect(!holder.at("content").as_object().empty(), place + "/content");
        for (const auto& [type, content] : holder.at("content").as_object()) {
            expect(type.find('/') != std::string_view::npos, place + "/content");
            expect(content.as_object().contains("schema"), place + "/content/schema");
            try { // a schema that no validator can read describes nothing
                (void)refused_by(document_.whole(content.at("schema")), nullptr);
            } catch (const std::exception& error) {
                faults_.push_back(place + ": " + error.what());
            }
        }
    }
    void check_parameters(const std::string& place, const std::string& path,
                          const json::object& operation) {
        std::set<std::string> in_path, seen;
        for (const std::string& segment : segments_of(path))
            if (segment.starts_with('{'))
                in_path.insert(segment.substr(1, segment.size() - 2));
        std::set<std::string> told;
        if (const json::value* parameters = operation.if_contains("parameters"))
            for (const json::value& one : parameters->as_array()) {
                const std::string name(one.at("name").as_string());
                const std::string in(one.at("in").as_string());
                expect(in == "path" || in == "query" || in == "header",
                       place + " parameters/" + name);
                expect(seen.insert(in + " " + name).second, place + " is told twice: " + name);
                expect(one.as_object().contains("schema"), place + " parameters/" + name);
                if (in == "path") {
                    told.insert(name);
                    expect(one.at("required") == true, place + " parameters/" + name);
                }
            }
        expect(told == in_path, place + " path parameters");
    }
    void check_references(const json::value& at, const std::string& place) {
        if (const json::array* list = at.if_array())
            for (std::size_t i = 0; i < list->size(); ++i)
                check_references((*list)[i], place + "/" + std::to_string(i));
        if (const json::object* object = at.if_object()) {
            const json::value* reference = object->if_contains("$ref");
            if (reference != nullptr && reference->is_string())
                expect(document_.find(std::string(reference->as_string())) != nullptr,
                       place + "/$ref");
            for (const auto& [key, one] : *object)
                check_references(one, place + "/" + std::string(key));
        }
    }

    const ApiDocument& document_;
    std::vector<std::string> faults_;
};

} // namespace filiform::server
