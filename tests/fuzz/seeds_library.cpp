// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <fstream>
#include <string>

/// One statement of every kind that the library's reader knows, behind the number of its file.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_library FOLDER\n", stderr);
        return 2;
    }
    const std::array<const char*, 10> texts{
        "unfinished: \"much\"",
        "regions: {calf: calf, deep: deep muscles}",
        "muscles: {soleus: [calf]}",
        "findings:\n  - id: fever\n    group: g\n    ask: a\n    type: choice\n"
        "    choices: {a: b, none: c}\n    sides: true\n    sources: [S]\n",
        "rules:\n  - id: flag.a\n    what: w\n    when: {all: [{fever: yes}, {any: [{inr: {above: "
        "2}}, {slr.same: yes}]}, {count: {at_least: 1, of: [{drugs: [warfarin]}]}}]}\n"
        "    level: caution\n    needling: modify\n    restraint: {bar: [calf], most_needles: 2, "
        "thickest_mm: 0.25}\n    because: b\n    do: d\n    tell: t\n    sources: [S]\n"
        "    mark: seen\n    classes:\n      - {body: b, class: absolute, source: S}\n",
        "causes:\n  - id: cause.a\n    name: n\n    plain: p\n    start: {probability: {value: "
        "0.2, "
        "low: 0.1, high: 0.3}, source: S, mark: seen}\n    ceiling: 9\n    groups:\n"
        "      - id: g\n        what: w\n        items:\n          - {when: {fever: yes}, what: w, "
        "if_so: {value: 2, low: 1, high: 4}, otherwise: {value: 0.5, low: 0.2, high: 1}, source: "
        "S, mark: seen}\n    next: n\n    sources: [S]\n",
        "care:\n  - {id: care.a, name: n, plain: p, for_all: true, certainty: low, certainty_why: "
        "w, burden: 0, because: b, do: d, positions: [{body: b, dated: \"2020\", about: a, "
        "on_sciatica: true, stance: for, says: s, source: S, mark: seen}], sources: [S], mark: "
        "seen}\n",
        "targets:\n  - {id: target.a, muscle: soleus, plain: p, when: {slr.same: yes}, because: b, "
        "technique: {position: prone}, sources: [S], mark: seen}\n",
        "advice:\n  - {id: advice.a, part: risk, text: t, on_needling: true, per_thousand: {value: "
        "2, low: 1, high: 3, of: treatments}, when: {fever: yes}, sources: [S], mark: seen}\n",
        "section: s\nclaims:\n  - {id: SA001, about: a, answer: covered, where: [fever], test: "
        "[tests/a.json]}\n"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ofstream file(std::string(words[1]) + "/library" + std::to_string(i));
        file << static_cast<char>(i) << texts[i];
    }
    return 0;
}
