// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>

#include "base/digest.h"
#include "base/data_files.h"
#include "server/api_document.h"
#include "workshop/body_cache.h"
#include "workshop/workshop_fixture.h"

namespace filiform::workshop {
namespace {

using server::body_of;
using server::code_of;
using server::header_of;

/// A clinic in which the body of "a1" is at hand.
class ReadyClinic : public WorkingClinic {
  protected:
    ReadyClinic() { EXPECT_EQ(done({{"kind", "body"}, {"assessment", "a1"}}).at("state"), "done"); }
    json::object view() {
        const server::Answer answer = get(doctor, "/api/v1/assessments/a1/body");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    server::Answer scene(std::vector<server::Named> headers = {}) {
        return get(doctor, "/api/v1/assessments/a1/body/scene.glb", std::move(headers));
    }
    server::Answer section(json::object more) {
        for (const auto& [name, value] : needle)
            if (!more.contains(name))
                more[name] = value;
        return post(doctor, "/api/v1/needle/section", json::serialize(more));
    }

    const json::object needle{{"assessment", "a1"},
                              {"entry", "greater_trochanter.right cranial=60mm"},
                              {"depthMm", 35},
                              {"needle", "0.30x60"},
                              {"target", "gluteus_medius.right"}};
};

std::string fault_of(const std::string& schema, const std::string& text) {
    return server::refused_by(
        json::parse(std::string(*base::find_data_file("schemas/" + schema + ".json"))),
        json::parse(text));
}

const json::object& by_id(const json::object& view, const char* list, const std::string& id) {
    for (const json::value& one : view.at(list).as_array())
        if (one.at("id").as_string() == json::string_view(id))
            return one.as_object();
    throw std::runtime_error("no " + id);
}

/// The names of a scene's nodes.
std::set<std::string> nodes_of(const std::string& glb) {
    std::uint32_t length = 0;
    std::memcpy(&length, glb.data() + 12, sizeof length);
    std::set<std::string> names;
    const json::value head = json::parse(json::string_view(glb.data() + 20, length));
    for (const json::value& node : head.at("nodes").as_array())
        names.emplace(node.at("name").as_string());
    return names;
}

TEST_F(ReadyClinic, SaysOfABodyWhatItsSchemaSays) {
    const server::Answer answer = get(doctor, "/api/v1/assessments/a1/body");
    EXPECT_EQ(fault_of("body_view", answer.body), "");
    const json::object body = body_of(answer);
    const json::object& nerve = by_id(body, "structures", "sciatic_nerve.right");
    EXPECT_EQ(nerve.at("name"), "right sciatic nerve");
    EXPECT_EQ(nerve.at("kind"), "nerve");
    EXPECT_EQ(nerve.at("side"), "right");
    EXPECT_EQ(nerve.at("isHazard"), true);
    EXPECT_EQ(nerve.at("isTarget"), false);
    EXPECT_EQ(nerve.at("isInferred"), true);
    EXPECT_GT(nerve.at("positionSdMm").to_number<double>(), 0);
    EXPECT_GT(nerve.at("calibreMm").to_number<double>(), 2);
    EXPECT_LT(nerve.at("calibreMm").to_number<double>(), 20);
    const json::object& muscle = by_id(body, "structures", "gluteus_medius.right");
    EXPECT_EQ(muscle.at("isHazard"), false);
    EXPECT_EQ(muscle.at("isTarget"), true);
    EXPECT_FALSE(muscle.contains("calibreMm"));
    EXPECT_NE(muscle.at("colour"), nerve.at("colour"));
    const json::object& landmark = by_id(body, "landmarks", "psis.right");
    EXPECT_EQ(landmark.at("isPalpable"), true);
    const json::object& max = body.at("bounds").at("max").as_object();
    EXPECT_GT(max.at("x").to_number<double>(), landmark.at("point").at("x").to_number<double>());
    const json::object& point = by_id(body, "points", "gb30.right");
    EXPECT_EQ(point.at("name"), "right GB30");
    // Straight in from behind is to the front.
    EXPECT_GT(point.at("inward").at("y").to_number<double>(), 0.5);
}

TEST_F(ReadyClinic, ANameOfTheViewIsANodeOfTheScene) {
    const std::set<std::string> nodes = nodes_of(scene().body);
    EXPECT_TRUE(nodes.contains("skin"));
    const json::object body = view();
    std::size_t shown = 0;
    for (const json::value& one : body.at("structures").as_array())
        if (one.at("isInScene").as_bool()) {
            EXPECT_TRUE(nodes.contains(std::string(one.at("id").as_string()))) << one.at("id");
            ++shown;
        }
    EXPECT_GT(shown, 40U);
    for (const json::value& one : body.at("landmarks").as_array())
        EXPECT_TRUE(nodes.contains("landmark:" + std::string(one.at("id").as_string())));
    for (const std::string& name : nodes)
        EXPECT_FALSE(name.starts_with("needle:")) << name;
}

TEST_F(ReadyClinic, ASceneIsMadeOnceAndHasATagOfItsBytes) {
    const server::Answer first = scene();
    EXPECT_EQ(first.media_type, "model/gltf-binary");
    const std::string tag = header_of(first, "etag");
    EXPECT_EQ(tag, '"' + base::sha256(first.body) + '"');
    EXPECT_EQ(scene().body, first.body);
    EXPECT_EQ(scene({{"if-none-match", tag}}).status, 304);
}

TEST_F(BareClinic, SaysNothingOfABodyThatWasNotMade) {
    EXPECT_EQ(code_of(get(doctor, "/api/v1/assessments/a1/body")), "body.not_ready");
    EXPECT_EQ(get(doctor, "/api/v1/assessments/a1/body/scene.glb").status, 409);
    record::Patient patient = grown_woman();
    patient.sex.reset();
    put_noun("p2", patient);
    record::Assessment assessment = well_but_sore();
    assessment.patient = record::EntryId("p2");
    put_noun("a2", assessment);
    const server::Answer answer = get(doctor, "/api/v1/assessments/a2/body");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(code_of(answer), "plan.person");
}

TEST(ReadyBody, CountsTheSceneOnceItWasAskedFor) {
    anatomy::Body body;
    body.lattice = {{30, 30, 30}, {-15, -15, -15}, {1, 1, 1}};
    body.skin = geometry::sample_field(body.lattice, [](const geometry::Vec3& p) {
        return geometry::distance(p, {0, 0, 0}) - 10;
    });
    const auto ready = std::make_shared<const ReadyBody>(std::move(body), "d", needle::Limits());
    const std::size_t before = ready->bytes();
    BodyCache cache(1U << 30U);
    (void)cache.get("a", [&]() -> base::Checked<BodyCache::Kept> { return ready; });
    const auto scene = ready->scene();
    EXPECT_EQ(ready->scene(), scene);
    EXPECT_EQ(ready->bytes(), before + scene->bytes.size());
    EXPECT_EQ(cache.bytes(), before);
    cache.recount("a");
    EXPECT_EQ(cache.bytes(), ready->bytes());
    EXPECT_EQ(cache.find("a"), ready);
    cache.recount("nobody");
}

TEST(BodyCache, LetsOthersGoForABodyThatGrewAndItselfWhenItIsLargerThanAll) {
    const auto ball = [](int points) {
        anatomy::Body body;
        body.lattice = {{points, points, points}, {-15, -15, -15}, {1, 1, 1}};
        body.skin = geometry::sample_field(body.lattice, [](const geometry::Vec3& p) {
            return geometry::distance(p, {0, 0, 0}) - 10;
        });
        return std::make_shared<const ReadyBody>(std::move(body), "d", needle::Limits());
    };
    const auto making = [](const BodyCache::Kept& body) {
        return [body]() -> base::Checked<BodyCache::Kept> { return body; };
    };
    const BodyCache::Kept small = ball(30);
    const BodyCache::Kept growing = ball(30);
    BodyCache cache(2 * small->bytes());
    (void)cache.get("small", making(small));
    (void)cache.get("growing", making(growing));
    (void)growing->scene();
    cache.recount("growing");
    EXPECT_EQ(cache.find("small"), nullptr);
    EXPECT_EQ(cache.bytes(), growing->bytes());
    BodyCache tight(small->bytes());
    (void)tight.get("small", making(small));
    (void)small->scene();
    tight.recount("small");
    EXPECT_EQ(tight.count(), 0U);
    EXPECT_EQ(tight.bytes(), 0U);
}

struct Pixels {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};
/// Of a PNG's header: big-endian, from byte 16 on.
Pixels size_of(const std::string& png) {
    EXPECT_EQ(png.substr(1, 3), "PNG");
    const auto word = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8 | static_cast<unsigned char>(png.at(at + i));
        return value;
    };
    return {word(16), word(20)};
}

TEST_F(ReadyClinic, DrawsANeedleAsWideAsItIsAsked) {
    std::set<std::string> pictures;
    for (const char* view : {"along", "across", "target"})
        for (const bool is_dark : {false, true}) {
            const server::Answer answer =
                section({{"view", view}, {"widthPx", 320}, {"isDark", is_dark}});
            ASSERT_EQ(answer.status, 200) << answer.body;
            EXPECT_EQ(answer.media_type, "image/png");
            EXPECT_EQ(size_of(answer.body).width, 320U);
            pictures.insert(answer.body);
        }
    EXPECT_EQ(pictures.size(), 6U);
    const server::Answer plain = section({{"view", "along"}});
    EXPECT_EQ(size_of(plain.body).width, 500U);
    EXPECT_EQ(plain.body, section({{"view", "along"}}).body);
}

TEST_F(ReadyClinic, DrawsNoPictureOfATargetThatIsNotMeantNorOfANeedleThatIsNone) {
    json::object without = needle;
    without.erase("target");
    without["view"] = "target";
    const server::Answer answer = post(doctor, "/api/v1/needle/section", json::serialize(without));
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(code_of(answer), "section.view");
    without["view"] = "along";
    EXPECT_EQ(post(doctor, "/api/v1/needle/section", json::serialize(without)).status, 200);
    EXPECT_EQ(body_of(section({{"view", "along"}, {"depthMm", 0}})).at("pointer"), "/depthMm");
    EXPECT_EQ(body_of(section({{"view", "along"}, {"entry", "nowhere"}})).at("pointer"), "/entry");
}

TEST_F(ReadyClinic, HoldsInItsJudgementWhatIsSeenWhileDragging) {
    const server::Answer answer = judged(needle);
    EXPECT_EQ(fault_of("needle", answer.body), "");
    const json::object told = body_of(answer);
    const json::object& target = told.at("targetAt").as_object();
    const double from = target.at("fromMm").to_number<double>();
    EXPECT_GT(from, 0);
    EXPECT_LT(from, target.at("toMm").to_number<double>());
    EXPECT_NE(told.at("landmarkInstruction").as_string().find(told.at("entryWords").as_string()),
              json::string::npos);
    EXPECT_EQ(told.at("endsIn").at("name"), told.at("layers").as_array().back().at("name"));
    // Too shallow to reach the target: how far it is, is told all the same.
    json::object shallow = needle;
    shallow["depthMm"] = 3;
    const json::object short_of_it = body_of(judged(shallow));
    EXPECT_NEAR(short_of_it.at("targetAt").at("fromMm").to_number<double>(), from, 0.2);
    EXPECT_NE(short_of_it.at("judgement").at("verdict"), "safe");
}

TEST_F(ReadyClinic, MovesAnEntryThatIsOffTheSkinOntoItAndSaysWhere) {
    const json::array on = body_of(judged(needle)).at("entry").as_array();
    const auto near_it = [&](double off_mm) {
        json::object one = needle;
        one["entry"] = json::object{{"x", on[0].to_number<double>() + off_mm},
                                    {"y", on[1].to_number<double>()},
                                    {"z", on[2].to_number<double>()}};
        return judged(one);
    };
    const json::array again = body_of(near_it(0.8)).at("entry").as_array();
    double moved = 0;
    for (std::size_t i = 0; i < 3; ++i)
        moved += std::pow(again[i].to_number<double>() - on[i].to_number<double>(), 2);
    EXPECT_LT(std::sqrt(moved), 0.9); // within what was off, and the skin's own wave
    EXPECT_EQ(code_of(near_it(40)), "usage.entry");
}

TEST_F(ReadyClinic, PaintsASkinWithAMapInFewBytes) {
    json::object order{{"kind", "map"}, {"assessment", "a1"}, {"target", "gluteus_medius.right"}};
    const json::object whole = done(order).at("result").as_object();
    order["form"] = "skin";
    const json::object skin = done(order).at("result").as_object();
    EXPECT_EQ(fault_of("skin_map", json::serialize(skin)), "");
    EXPECT_EQ(skin.at("counts"), whole.at("counts"));
    const json::array& points = whole.at("map").at("points").as_array();
    const std::string verdicts(skin.at("verdicts").as_string());
    ASSERT_EQ(verdicts.size(), points.size());
    const json::array& places = skin.at("tenthsOfMm").as_array();
    ASSERT_EQ(places.size(), 3 * points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool reaches = points[i].at("reaches").as_bool();
        EXPECT_EQ(verdicts[i], reaches ? points[i].at("verdict").as_string()[0] : '-');
        EXPECT_NEAR(places[3 * i].to_number<double>() / 10,
                    points[i].at("point").as_array()[0].to_number<double>(), 0.051);
    }
    EXPECT_LT(json::serialize(skin).size(), json::serialize(whole.at("map")).size() / 10);
    order["form"] = "small";
    EXPECT_EQ(post(doctor, "/api/v1/jobs", json::serialize(order)).status, 400);
}

TEST_F(ReadyClinic, SetsANeedleByHandInADraftAsItIsJudged) {
    const json::object job = done({{"kind", "plan"}, {"assessment", "a1"}, {"seed", 5}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const std::string place =
        "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string());
    const json::object before = body_of(get(doctor, place)).at("body").as_object();
    const json::object& planned = before.at("targets").as_array()[0].at("path").as_object();
    std::array<char, 32> product{};
    std::snprintf(product.data(), product.size(), "%.2fx%.0f",
                  planned.at("diameterMm").to_number<double>(),
                  planned.at("lengthMm").to_number<double>());
    json::object moved{{"target", 0},
                       {"entry", planned.at("entryMm")},
                       {"direction", planned.at("direction")},
                       {"depthMm", planned.at("depthMm")},
                       {"needle", product.data()},
                       {"reason", "it is to go in just there"}};
    if (planned.at("stop") == "bone_or_depth")
        moved["stop"] = "bone_or_depth";
    const auto set = [&](const json::object& path, const std::string& tag) {
        return post(doctor, place + "/paths", json::serialize(path), {{"if-match", tag}});
    };
    const server::Answer answer = set(moved, "\"1\"");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::object after = body_of(answer).at("body").as_object();
    const json::object& path = after.at("targets").as_array()[0].at("path").as_object();
    EXPECT_FALSE(path.contains("index"));
    EXPECT_NEAR(path.at("depthMm").to_number<double>(), moved.at("depthMm").to_number<double>(),
                1e-9);
    EXPECT_NE(path.at("verdict"), "refused");
    json::object same = moved;
    same.erase("reason");
    same["plan"] = place.substr(place.rfind('/') + 1);
    same["target"] = "gluteus_medius.right";
    const json::object judgement = body_of(judged(same));
    EXPECT_EQ(path.at("verdict"), judgement.at("judgement").at("verdict"));
    EXPECT_EQ(path.at("instruction"), judgement.at("landmarkInstruction"));
    EXPECT_EQ(path.at("stop"), planned.at("stop"));
    EXPECT_EQ(path.at("stopRule"), judgement.at("stopRule"));
    // No page is left that shows the other needle; its pictures show the new one.
    std::set<std::string> names;
    for (const json::value& one : after.at("documents").as_array())
        names.emplace(one.at("name").as_string());
    EXPECT_FALSE(names.contains("plan.pdf"));
    EXPECT_TRUE(names.contains("plan.json"));
    EXPECT_TRUE(names.contains("patient.pdf"));
    EXPECT_TRUE(names.contains("figures/gluteus_medius.right-along.png"));
    // A needle into the nerve is refused with every reason, whatever is said for it.
    moved["entry"] = "between(greater_trochanter.right, ischial_tuberosity.right, 0.5)";
    moved["direction"] = "perpendicular";
    moved["depthMm"] = 55;
    moved["needle"] = "0.30x75";
    const server::Answer refused = set(moved, "\"2\"");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(code_of(refused), "path.refused");
}

TEST_F(ReadyClinic, RefusesByHandWhatTheScreeningBarsOrAnotherBodySays) {
    const auto shop = open_workshop(coarse());
    server::JobProgress progress;
    server::PathWanted wanted;
    wanted.needle.who = {well_but_sore(), grown_woman()};
    ASSERT_TRUE(shop->make_body(wanted.needle.who, progress));
    wanted.needle.entry = "greater_trochanter.right cranial=60mm";
    wanted.needle.needle = "0.30x60";
    wanted.needle.depth_mm = 35;
    wanted.needle.target = "gluteus_medius.right";
    wanted.reason = "as a test asks";
    const auto code = [&] {
        const auto made = shop->judge_path(wanted);
        return made ? std::string("made") : made.error().front().code;
    };
    wanted.body = std::string(64, '0');
    EXPECT_EQ(code(), "body.changed");
    wanted.body.clear();
    wanted.needle.target = "piriformis.right"; // not found by the examination
    EXPECT_EQ(code(), "path.barred");
    wanted.needle.target = "gluteus_medius.right";
    wanted.needle.who.assessment.answers.erase("saddle_numbness"); // nobody is cleared then
    EXPECT_EQ(code(), "path.barred");
}

} // namespace
} // namespace filiform::workshop
