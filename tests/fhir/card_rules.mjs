// SPDX-License-Identifier: Apache-2.0
// The rules of CDS Hooks 2.0 on a response that a schema cannot say, as FHIRPath expressions: each must
// be true of the thing it is about.
import fhirpath from 'fhirpath';

const rules = [
    ['cards', 'summary.exists() and summary.length() < 140', 'a summary of less than 140 characters'],
    ['cards', "indicator = 'info' or indicator = 'warning' or indicator = 'critical'", 'an indicator'],
    ['cards', "source.label.exists() and source.label.length() > 0", 'a source with its label'],
    ['cards', "source.url.empty() or source.url.startsWith('http')", 'a whole address as source'],
    ['cards', 'suggestions.exists() implies selectionBehavior.exists()', 'suggestions say how many'],
    ['cards', "selectionBehavior.empty() or selectionBehavior = 'at-most-one' or selectionBehavior = 'any'",
        'a selection behaviour that is known'],
    ['cards', "selectionBehavior = 'at-most-one' implies suggestions.where(isRecommended = true).count() <= 1",
        'one recommended of at most one'],
    ['cards.suggestions', 'label.exists() and uuid.exists()', 'a label and a uuid'],
    ['cards.suggestions.actions', 'description.exists()', 'a description of the action'],
    ['cards.suggestions.actions', "type = 'create' or type = 'update' or type = 'delete'", 'a known type'],
    ['cards.suggestions.actions', "type = 'delete' implies (resourceId.exists() and resource.empty())",
        'deleting names, and carries nothing'],
    ['cards.suggestions.actions', "type != 'delete' implies resource.exists()", 'a resource'],
    ['cards.overrideReasons', 'code.exists() and display.exists() and system.exists()', 'a whole reason'],
    ['cards.links', "appContext.exists() implies type = 'smart'", 'a context for smart links only'],
    ['cards.links', "label.exists() and url.exists() and (type = 'absolute' or type = 'smart')", 'a whole link'],
];

/// Where anything empty stands: optional members are left out, never null or empty.
function emptiness(value, at) {
    if (value === null || value === '') return [at];
    if (typeof value !== 'object') return [];
    const entries = Object.entries(value);
    if (entries.length === 0 && at !== 'cards') return [at];
    return entries.flatMap(([key, one]) => emptiness(one, at === '' ? key : `${at}.${key}`));
}

/// What a response breaks, in words.
export function cardRules(response) {
    const broken = emptiness(response, '').map((at) => `${at} is empty`);
    if (!Array.isArray(response.cards)) broken.push('cards is missing');
    for (const [scope, expression, what] of rules) {
        const subjects = fhirpath.evaluate(response, scope);
        for (const subject of subjects)
            if (fhirpath.evaluate(subject, expression)[0] !== true)
                broken.push(`${scope} lacks ${what}: ${expression}`);
    }
    const uuids = fhirpath.evaluate(response, 'cards.uuid');
    if (new Set(uuids).size !== uuids.length) broken.push('two cards have one uuid');
    return broken;
}
