// SPDX-License-Identifier: Apache-2.0
#include "atlas/formula.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <unordered_map>

#include <muParser.h>

#include "base/expects.h"

namespace filiform::atlas {

struct Formula::Source {
    std::string text;
    std::vector<std::string> names; ///< of `used`
    std::vector<std::size_t> used;
    std::uint64_t serial = 0;
};

namespace {

constexpr double radians_per_degree = std::numbers::pi / 180;

double sin_deg(double a) {
    return std::sin(a * radians_per_degree);
}
double cos_deg(double a) {
    return std::cos(a * radians_per_degree);
}
double tan_deg(double a) {
    return std::tan(a * radians_per_degree);
}
double atan2_deg(double y, double x) {
    return std::atan2(y, x) / radians_per_degree;
}
double mix(double a, double b, double t) {
    return a + (b - a) * t;
}

constexpr const char* name_letters =
    "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// muParser binds names to addresses and keeps its stack in the parser: one of these per thread.
struct Compiled {
    mu::Parser parser;
    std::vector<double> values;

    Compiled(const std::string& text, const std::vector<std::string>& names)
        : values(names.size(), 0.0) {
        parser.DefineNameChars(name_letters);
        parser.DefineFun("sin_deg", sin_deg);
        parser.DefineFun("cos_deg", cos_deg);
        parser.DefineFun("tan_deg", tan_deg);
        parser.DefineFun("atan2_deg", atan2_deg);
        parser.DefineFun("mix", mix);
        for (std::size_t i = 0; i < names.size(); ++i)
            parser.DefineVar(names[i], &values[i]);
        parser.SetExpr(text);
    }
};

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        at = std::min(text.find_first_of(name_letters, at), text.size());
        const std::size_t end = std::min(text.find_first_not_of(name_letters, at), text.size());
        if (end > at)
            words.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

base::Problem problem_of(const mu::Parser::exception_type& error, const std::string& text) {
    if (error.GetCode() == mu::ecUNASSIGNABLE_TOKEN)
        return {"formula.unknown_name", "",
                "The formula \"" + text + "\" speaks of \"" + error.GetToken() +
                    "\", which nothing above it defines.",
                "Use the id of a parameter, number or point written earlier."};
    return {"formula.syntax", "", "The formula \"" + text + "\" cannot be read: " + error.GetMsg(),
            ""};
}

} // namespace

base::Result<Formula> Formula::read(std::string_view text, std::span<const std::string> names) {
    auto source = std::make_shared<Source>();
    source->text = std::string(text);
    static std::atomic<std::uint64_t> serial{0};
    source->serial = ++serial;
    for (const std::string& word : words_in(text)) {
        const auto at = std::find(names.begin(), names.end(), word);
        if (at != names.end())
            source->used.push_back(static_cast<std::size_t>(at - names.begin()));
    }
    std::sort(source->used.begin(), source->used.end());
    source->used.erase(std::unique(source->used.begin(), source->used.end()), source->used.end());
    for (const std::size_t index : source->used)
        source->names.push_back(names[index]);
    try {
        Compiled compiled(source->text, source->names);
        (void)compiled.parser.Eval();
    } catch (const mu::Parser::exception_type& error) {
        return tl::unexpected(problem_of(error, source->text));
    }
    return Formula(std::move(source));
}

double Formula::value(std::span<const double> values) const {
    thread_local std::unordered_map<std::uint64_t, Compiled> compiled;
    auto found = compiled.find(source_->serial);
    if (found == compiled.end())
        found = compiled.try_emplace(source_->serial, source_->text, source_->names).first;
    Compiled& here = found->second;
    for (std::size_t i = 0; i < source_->used.size(); ++i) {
        base::expects(source_->used[i] < values.size(), "a formula has a value for each name");
        here.values[i] = values[source_->used[i]];
    }
    return here.parser.Eval();
}

const std::vector<std::size_t>& Formula::used() const {
    return source_->used;
}

const std::string& Formula::text() const {
    return source_->text;
}

} // namespace filiform::atlas
