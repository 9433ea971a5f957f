// SPDX-License-Identifier: Apache-2.0
#include "demo/script.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <boost/json.hpp>
#include <yaml-cpp/yaml.h>

#include "base/data_files.h"
#include "demo/relative_time.h"
#include "record/choice.h"

namespace filiform::demo {

namespace {

namespace json = boost::json;
using Answers = std::map<std::string, chart::Answer>;

/// One file, with the names that its texts may stand for.
struct Source {
    std::string name;
    YAML::Node root;
    std::map<std::string, std::string> names;
    std::map<std::string, Answers> answers;
};

bool is_quoted(const YAML::Node& node) {
    return node.Tag() == "!";
}

std::optional<double> number_of(const std::string& text) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

class ScriptReader {
  public:
    ScriptReader(const std::vector<ScriptFile>& files, base::Instant now) : now_(now) {
        for (const ScriptFile& file : files) {
            try {
                sources_.push_back({file.name, YAML::Load(std::string(file.text)), {}, {}});
            } catch (const YAML::Exception& error) {
                problems_.push_back({"demo.syntax",
                                     file.name + ":" + std::to_string(error.mark.line + 1),
                                     "This is not YAML: " + error.msg + ".", ""});
            }
        }
    }

    base::Checked<Script> read() {
        for (source_ = 0; source_ < sources_.size(); ++source_)
            read_shared();
        if (!time_) {
            problems_.push_back({"demo.key", "demo", "No file says its time_zone.", ""});
            return tl::unexpected(problems_);
        }
        for (source_ = 0; source_ < sources_.size(); ++source_) {
            read_own();
            for (const YAML::Node& step : here().root["steps"])
                read_step(step);
        }
        if (!problems_.empty())
            return tl::unexpected(problems_);
        std::stable_sort(script_.steps.begin(), script_.steps.end(),
                         [](const Step& a, const Step& b) { return a.at < b.at; });
        return std::move(script_);
    }

  private:
    Source& here() { return sources_[source_]; }
    std::string where(const YAML::Node& node) {
        return here().name + ":" + std::to_string(node.Mark().line + 1);
    }
    void complain(const YAML::Node& node, std::string code, std::string what) {
        problems_.push_back(
            {std::move(code), where(node), std::move(what), "See docs/demonstration.md."});
    }
    void allow_only(const YAML::Node& map, std::initializer_list<std::string_view> known) {
        if (!map.IsMap())
            return complain(map, "demo.value", "Keys with values are expected here.");
        for (const auto& member : map) {
            const auto key = member.first.as<std::string>();
            if (std::find(known.begin(), known.end(), key) == known.end())
                complain(member.first, "demo.key", "The key '" + key + "' is not known here.");
        }
    }
    std::string text(const YAML::Node& map, const char* key) {
        const YAML::Node node = map[key];
        if (node.IsDefined() && node.IsScalar())
            return named(node, node.Scalar());
        complain(map, "demo.key", "The key '" + std::string(key) + "' is missing.");
        return "";
    }
    std::string text_or_none(const YAML::Node& map, const char* key) {
        return map[key].IsDefined() ? text(map, key) : std::string();
    }

    /// One text, or a list of them.
    std::vector<std::string> texts_or_none(const YAML::Node& map, const char* key) {
        std::vector<std::string> all;
        for (const YAML::Node& one : map[key])
            all.push_back(one.as<std::string>());
        if (all.empty() && map[key].IsDefined())
            all.push_back(text(map, key));
        return all;
    }

    /// What every file may speak of.
    void read_shared() {
        const YAML::Node& root = here().root;
        allow_only(root,
                   {"time_zone", "players", "templates", "sheets", "names", "answers", "steps"});
        if (!root.IsMap())
            return;
        if (root["time_zone"].IsDefined()) {
            const auto zone = base::find_zone(text(root, "time_zone"));
            if (zone)
                time_.emplace(now_, *zone);
            else
                complain(root["time_zone"], "demo.value", zone.error().what);
        }
        for (const auto& one : root["templates"])
            templates_[one.first.as<std::string>()] = one.second;
        for (const auto& one : root["sheets"])
            sheets_[one.first.as<std::string>()] = answers_in(one.second);
        for (const YAML::Node& player : root["players"])
            read_player(player);
    }
    void read_player(const YAML::Node& node) {
        allow_only(node, {"login", "role", "person", "scopes"});
        const auto role = record::role_of_word(text(node, "role"));
        if (!role)
            return complain(node, "demo.value", "There is no such role.");
        script_.players.push_back({text(node, "login"), *role,
                                   record::EntryId(text_or_none(node, "person")),
                                   text_or_none(node, "scopes")});
    }

    /// What a file says for itself, before its steps.
    void read_own() {
        const YAML::Node& root = here().root;
        for (const auto& one : root["names"])
            here().names[one.first.as<std::string>()] = one.second.as<std::string>();
        for (const auto& one : root["answers"]) {
            allow_only(one.second, {"like", "but", "without"});
            Answers answers;
            if (const std::string like = text_or_none(one.second, "like");
                here().answers.contains(like))
                answers = here().answers[like];
            else if (sheets_.contains(like))
                answers = sheets_[like];
            else if (!like.empty()) // without one, only what `but` says was answered
                complain(one.second, "demo.name", "There is no sheet '" + like + "'.");
            for (const auto& [finding, answer] : answers_in(one.second["but"]))
                answers[finding] = answer;
            for (const YAML::Node& finding : one.second["without"])
                if (answers.erase(finding.as<std::string>()) == 0)
                    complain(finding, "demo.name", "The sheet has no such finding.");
            here().answers[one.first.as<std::string>()] = std::move(answers);
        }
    }

    Answers answers_in(const YAML::Node& map) {
        Answers answers;
        for (const auto& one : map) {
            chart::Answer& answer = answers[one.first.as<std::string>()];
            if (one.second.IsSequence())
                answer = one.second.as<std::vector<std::string>>();
            else if (const std::string word = one.second.as<std::string>();
                     !is_quoted(one.second) && (word == "true" || word == "false"))
                answer = word == "true";
            else if (const auto number = number_of(word); number && !is_quoted(one.second))
                answer = *number;
            else
                answer = word;
        }
        return answers;
    }

    void read_step(const YAML::Node& node) {
        allow_only(node, {"at", "by", "write", "state", "like", "body", "carried", "asked"});
        if (!node.IsMap())
            return;
        Step step;
        step.where = where(node);
        const auto at = time_->moment(text(node, "at"), now_);
        if (!at)
            return complain(node, "demo.time", "This is no moment: " + text(node, "at") + ".");
        step.at = *at;
        step.by = text(node, "by");
        const std::string write = text(node, "write");
        const std::size_t blank = write.find(' ');
        const auto kind = record::kind_of_word(write.substr(0, blank));
        const std::string id = blank == std::string::npos ? "" : write.substr(blank + 1);
        if (!kind || !record::is_entry_id(id))
            return complain(node, "demo.value", "A kind and an id are expected: " + write + ".");
        step.kind = *kind;
        step.id = record::EntryId(id);
        if (const std::string word = text_or_none(node, "state"); !word.empty()) {
            const auto state = record::state_of_word(word);
            if (!state)
                return complain(node, "demo.value", "There is no such state.");
            step.state = *state;
        }
        step.carried = text_or_none(node, "carried");
        if (const std::string name = text_or_none(node, "asked"); !name.empty()) {
            if (!here().answers.contains(name))
                return complain(node, "demo.name", "There are no answers '" + name + "'.");
            step.answers = here().answers[name];
        }
        step.body = body_of(node, step.at);
        script_.steps.push_back(std::move(step));
    }

    std::string body_of(const YAML::Node& node, base::Instant at) {
        json::object body;
        for (const std::string& like : texts_or_none(node, "like")) {
            const auto found = templates_.find(like);
            if (found == templates_.end()) {
                complain(node, "demo.name", "There is no template '" + like + "'.");
                return "{}";
            }
            put(found->second, at, body);
        }
        if (node["body"].IsDefined())
            put(node["body"], at, body);
        return json::serialize(body);
    }
    void put(const YAML::Node& members, base::Instant at, json::object& body) {
        if (!members.IsMap())
            return complain(members, "demo.value", "The members of a noun are expected here.");
        for (const auto& member : members)
            body[member.first.as<std::string>()] = value_of(member.second, at);
    }
    json::value value_of(const YAML::Node& node, base::Instant at) {
        if (node.IsMap()) {
            json::object object;
            put(node, at, object);
            return object;
        }
        if (node.IsSequence()) {
            json::array list;
            for (const YAML::Node& one : node)
                list.push_back(value_of(one, at));
            return list;
        }
        if (node.IsNull())
            return nullptr;
        const std::string& word = node.Scalar();
        if (node.Tag() == "!at") {
            const auto told = time_->text(word, at);
            if (!told)
                complain(node, "demo.time", "This is no day and no moment: " + word + ".");
            return json::value(told.value_or(""));
        }
        if (!is_quoted(node)) {
            if (word == "true" || word == "false")
                return word == "true";
            if (const auto number = number_of(word)) {
                const auto whole = static_cast<std::int64_t>(*number);
                return static_cast<double>(whole) == *number ? json::value(whole)
                                                             : json::value(*number);
            }
        }
        return json::value(named(node, word));
    }
    /// "$patient" for what the file calls so.
    std::string named(const YAML::Node& node, const std::string& word) {
        const std::size_t mark = word.find('$');
        if (mark == std::string::npos)
            return word;
        const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
        const auto end = std::find_if_not(word.begin() + mark + 1, word.end(), is_letter);
        const std::string name(word.begin() + mark + 1, end);
        const auto found = here().names.find(name);
        if (found == here().names.end()) {
            complain(node, "demo.name", "The file has no name '" + name + "'.");
            return word;
        }
        return word.substr(0, mark) + found->second + std::string(end, word.end());
    }

    base::Instant now_;
    std::vector<Source> sources_;
    std::size_t source_ = 0;
    std::optional<RelativeTime> time_;
    std::map<std::string, YAML::Node> templates_;
    std::map<std::string, Answers> sheets_;
    Script script_;
    base::Problems problems_;
};

} // namespace

base::Checked<Script> read_script(const std::vector<ScriptFile>& files, base::Instant now) {
    ScriptReader reader(files, now);
    try {
        return reader.read();
    } catch (const YAML::Exception& error) {
        return tl::unexpected(
            base::Problems{{"demo.value", "demo:" + std::to_string(error.mark.line + 1),
                            "This is of another form: " + error.msg + ".", ""}});
    }
}

base::Checked<Script> carried_script(base::Instant now) {
    std::vector<ScriptFile> files;
    for (const base::DataFile& file : base::data_files())
        if (file.path.starts_with("demo/"))
            files.push_back({std::string(file.path), file.text});
    return read_script(files, now);
}

} // namespace filiform::demo
