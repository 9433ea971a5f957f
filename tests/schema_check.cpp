// SPDX-License-Identifier: Apache-2.0
#include "schema_check.h"

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::story {

namespace json = boost::json;

std::string schema_errors(const std::string& schema, const std::string& text) {
    const auto schema_text = base::find_data_file("schemas/" + schema + ".json");
    base::expects(schema_text.has_value(), "the program carries this schema");
    json::error_code error;
    const json::value value = json::parse(text, error);
    if (error.failed())
        return "not JSON";

    const json::value rules = json::parse(*schema_text);
    valijson::Schema compiled;
    valijson::adapters::BoostJsonAdapter rules_adapter(rules);
    valijson::SchemaParser().populateSchema(rules_adapter, compiled);
    valijson::ValidationResults results;
    valijson::adapters::BoostJsonAdapter adapter(value);
    valijson::Validator validator;
    if (validator.validate(compiled, adapter, &results))
        return "";
    std::string errors;
    valijson::ValidationResults::Error fault;
    while (results.popError(fault)) {
        for (const std::string& step : fault.context)
            errors += step;
        errors += ": " + fault.description + "\n";
    }
    return errors;
}

} // namespace filiform::story
