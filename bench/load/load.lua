-- SPDX-License-Identifier: Apache-2.0
-- What wrk asks a filled clinic for. FILIFORM_WORK names the kind of work, FILIFORM_IDS the file of
-- patients ("id name" a line), FILIFORM_TOKEN who asks.
local work = os.getenv("FILIFORM_WORK")
local token = os.getenv("FILIFORM_TOKEN")
local patients = {}
for line in io.lines(os.getenv("FILIFORM_IDS")) do
    local id, name = line:match("^(%S+) (%S+)$")
    patients[#patients + 1] = { id = id, name = name }
end

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local written = 0
function init()
    math.randomseed(17 + number)
    wrk.headers["Authorization"] = "Bearer " .. token
end

local function one() return patients[math.random(#patients)] end
local function get(path) return wrk.format("GET", path) end
local function post(path, body)
    return wrk.format("POST", path, { ["Authorization"] = "Bearer " .. token,
        ["Content-Type"] = "application/json" }, body)
end
local function identity()
    written = written + 1
    return "W" .. number .. "-" .. os.getenv("FILIFORM_ROUND") .. "-" .. written
end

local works = {}
-- Of the bare server, which bench/load.sh runs beside: a row by its key, a row kept.
works.bare_read = function() return wrk.format("GET", "/rows/" .. math.random(20000)) end
works.bare_write = function() return wrk.format("POST", "/rows", nil, string.rep("x", 1200)) end
works.health = function() return get("/health") end
works.read = function() return get("/api/v1/patients/" .. one().id) end
works.fhir_read = function() return get("/fhir/R4/Patient/" .. one().id) end
works.session = function()
    return get("/api/v1/sessions/session-" .. one().id:sub(9) .. "-" .. math.random(0, 9))
end
works.sessions_of = function() return get("/api/v1/sessions?patient=" .. one().id .. "&limit=20") end
works.by_name = function() return get("/api/v1/patients?name=" .. one().name:lower() .. "&limit=20") end
works.fhir_by_name = function() return get("/fhir/R4/Patient?family=" .. one().name .. "&_count=20") end
works.write = function()
    return post("/api/v1/patients", '{"body":{"family":"Load","given":["Invented"],"birthDate":"1980-02-03",' ..
        '"identifiers":[{"system":"urn:example:load","value":"' .. identity() .. '"}],"isInvented":true}}')
end
works.fhir_write = function()
    return post("/fhir/R4/Patient", '{"resourceType":"Patient","name":[{"family":"Load","given":' ..
        '["Invented"]}],"birthDate":"1980-02-03","identifier":[{"system":"urn:example:load","value":"' ..
        identity() .. '"}]}')
end
-- What a day at the desks is like: nine questions, of four kinds, and one new entry.
works.mixed = function()
    local turn = math.random(10)
    if turn == 1 then return works.write() end
    if turn <= 3 then return works.by_name() end
    if turn <= 5 then return works.sessions_of() end
    return turn <= 7 and works.session() or works.read()
end

request = works[work]

local refused = {}
function response(status)
    if status >= 400 then refused[status] = (refused[status] or 0) + 1 end
end

function done(summary, latency)
    local wrong = summary.errors
    print(string.format("%s|%.0f|%.2f|%.2f|%.2f|%d", work, summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
        wrong.status + wrong.connect + wrong.read + wrong.write + wrong.timeout))
end
