// SPDX-License-Identifier: Apache-2.0
// A program of another clinic: speaks to a running server with the npm package "fhir-kit-client", as the
// first lead sets it up. Everybody here is invented.
//
// node client.mjs ADDRESS INVITATION. Prints every resource that it was served, one a line, for
// validate.mjs. What is not as it should be ends it with an error.
import assert from 'node:assert/strict';
import { Client } from 'fhir-kit-client';

const [address, invitation] = process.argv.slice(2);
const json = { 'content-type': 'application/json' };

/** The JSON API as a page in a browser uses it. */
async function api(method, path, body, headers = {}) {
    const answer = await fetch(address + path, {
        method,
        headers: { ...json, ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return { answer, body: text === '' ? undefined : JSON.parse(text) };
}

async function lead() {
    const password = 'seven grey umbrellas';
    const accepted = await api('POST', '/api/v1/invitations/accept', { ticket: invitation, password });
    const login = await api('POST', '/api/v1/login', { login: accepted.body.login, password });
    const cookie = login.answer.headers.getSetCookie()[0].split(';')[0];
    return { cookie, 'x-csrf-token': login.body.csrfToken };
}

async function tokenFor(session) {
    const made = await api('POST', '/api/v1/users', { login: 'registry', role: 'integrator' }, session);
    const scopes = ['Patient.cruds', 'Appointment.cruds', 'EpisodeOfCare.cruds', 'Practitioner.rs', 'Observation.cruds']
        .map((one) => `system/${one}`)
        .join(' ');
    const path = `/api/v1/users/${made.body.user.id}/tokens`;
    const token = await api('POST', path, { scopes, note: 'the registry', days: 1 }, session);
    return token.body.token;
}

function show(resource) {
    console.log(JSON.stringify(resource));
    for (const entry of resource.entry ?? []) if (entry.resource) console.log(JSON.stringify(entry.resource));
    return resource;
}

/** The refusal of a request that must fail, with this status. */
async function refused(status, asked) {
    try {
        await asked;
    } catch (error) {
        assert.equal(error.response.status, status, JSON.stringify(error.response.data));
        assert.equal(error.response.data.resourceType, 'OperationOutcome');
        return show(error.response.data);
    }
    assert.fail(`It should have been refused with ${status}.`);
}

const patient = (family, more = {}) => ({ resourceType: 'Patient', name: [{ family }], ...more });

async function writes(client, practitioner) {
    const made = show(
        await client.create({
            resourceType: 'Patient',
            body: patient('García', { gender: 'female', birthDate: '1980-05-02' }),
        }),
    );
    const read = show(await client.read({ resourceType: 'Patient', id: made.id }));
    assert.deepEqual(read, made);
    const next = { ...read, telecom: [{ system: 'phone', value: '600 000 000' }] };
    const change = (tag) =>
        client.update({
            resourceType: 'Patient',
            id: made.id,
            body: next,
            options: tag ? { headers: { 'If-Match': tag } } : {},
        });
    await refused(428, change());
    await refused(412, change('W/"9"'));
    assert.equal(show(await change('W/"1"')).meta.versionId, '2');
    await refused(412, change('W/"1"'));
    const first = show(await client.vread({ resourceType: 'Patient', id: made.id, version: '1' }));
    assert.equal(first.telecom, undefined);
    assert.equal(show(await client.history({ resourceType: 'Patient', id: made.id })).entry.length, 2);
    const outcome = await refused(
        422,
        client.create({ resourceType: 'Patient', body: patient('A', { maritalStatus: { text: 'x' } }) }),
    );
    assert.deepEqual(outcome.issue[0].expression, ['Patient.maritalStatus']);
    await refused(403, client.search({ resourceType: 'Encounter' }));
    await refused(404, client.read({ resourceType: 'Patient', id: 'nobody' }));
    return books(client, made.id, practitioner);
}

/** A transaction whose entries name each other. */
async function books(client, seen, practitioner) {
    const fullUrl = 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a';
    const visit = (who, hour) => ({
        resource: {
            resourceType: 'Appointment',
            status: 'booked',
            appointmentType: {
                coding: [{ system: 'https://filiform.example/fhir/CodeSystem/visit', code: 'first' }],
            },
            start: `2030-05-06T${hour}:00:00Z`,
            end: `2030-05-06T${hour}:30:00Z`,
            participant: [who, `Practitioner/${practitioner}`].map((reference) => ({
                actor: { reference },
                status: 'accepted',
            })),
        },
        request: { method: 'POST', url: 'Appointment' },
    });
    const bundle = (...entry) => ({ resourceType: 'Bundle', type: 'transaction', entry });
    const newcomer = {
        fullUrl,
        resource: patient('Newcomer'),
        request: { method: 'POST', url: 'Patient' },
    };
    const done = show(await client.transaction({ body: bundle(visit(fullUrl, '09'), newcomer) }));
    assert.deepEqual(
        done.entry.map((entry) => entry.response.status),
        ['201 Created', '201 Created'],
    );
    await refused(409, client.transaction({ body: bundle(newcomer, visit(`Patient/${seen}`, '09')) }));
}

async function searches(client) {
    for (let i = 0; i < 5; ++i)
        await client.create({ resourceType: 'Patient', body: patient('Page', { birthDate: `199${i}-01-01` }) });
    let page = show(
        await client.search({
            resourceType: 'Patient',
            searchParams: { family: 'page', _sort: '-birthdate', _count: 2 },
        }),
    );
    const born = [];
    for (; page; page = await client.nextPage({ bundle: page }))
        for (const entry of show(page).entry) born.push(entry.resource.birthDate.slice(0, 4));
    assert.deepEqual(born, ['1994', '1993', '1992', '1991', '1990']);
    const booked = show(
        await client.search({
            resourceType: 'Appointment',
            searchParams: { date: 'ge2030-01-01', _include: 'Appointment:patient', _total: 'accurate' },
        }),
    );
    assert.equal(booked.total, 1, 'the refused transaction booked nothing');
    assert.deepEqual(
        booked.entry.map((entry) => entry.search.mode),
        ['match', 'include'],
    );
    const id = booked.entry[1].resource.id;
    const all = show(
        await client.operation({ name: 'everything', resourceType: 'Patient', id, method: 'GET' }),
    );
    assert.equal(all.entry.length, 2);
}

/** The real library behind the cards: warfarin stops needling until somebody has looked. */
async function cards(token) {
    const call = {
        hook: 'patient-view',
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: { userId: 'Practitioner/1', patientId: 'p1' },
        prefetch: {
            patient: { resourceType: 'Patient', gender: 'female', birthDate: '1950-01-02' },
            conditions: null,
            observations: null,
            medications: {
                resourceType: 'Bundle',
                entry: [
                    {
                        resource: {
                            resourceType: 'MedicationRequest',
                            id: 'm1',
                            status: 'active',
                            medicationCodeableConcept: {
                                text: 'Warfarin 5 mg',
                                coding: [{ system: 'http://www.whocc.no/atc', code: 'B01AA03' }],
                            },
                        },
                    },
                ],
            },
        },
    };
    const { body: known } = await api('GET', '/cds-services');
    const path = `/cds-services/${known.services.find((one) => one.hook === call.hook).id}`;
    const bearer = { authorization: `Bearer ${token}` };
    const { body } = await api('POST', path, call, bearer);
    assert.ok(body.cards.some((card) => card.detail.includes('Warfarin 5 mg')));
    console.log(JSON.stringify(body));
    const { prefetch, ...bare } = call;
    const without = await fetch(address + path, {
        method: 'POST',
        headers: { ...json, ...bearer },
        body: JSON.stringify(bare),
    });
    assert.equal(without.status, 412);
    const feedback = [
        {
            card: body.cards[0].uuid,
            outcome: 'overridden',
            overrideReason: { userComment: 'seen' },
            outcomeTimestamp: '2026-11-29T10:00:00Z',
        },
    ];
    await api('POST', `${path}/feedback`, { feedback }, bearer);
}

const session = await lead();
const practitioner = await api(
    'POST',
    '/api/v1/practitioners',
    { body: { family: 'Invented', profession: 'physiotherapist', isActive: true } },
    session,
);
const token = await tokenFor(session);
const client = new Client({ baseUrl: `${address}/fhir/R4`, bearerToken: token });
show(await client.capabilityStatement());
await writes(client, practitioner.body.id);
await searches(client);
await cards(token);
