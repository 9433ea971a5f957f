// SPDX-License-Identifier: Apache-2.0
// Finds places where a page would judge: the browser shows and asks, the server decides. Read as syntax, file by file:
//   limit     a clinical value compared with a number             pain.leg > 7
//   sum       a clinical value reckoned with a number             weightKg / 2
//   constant  a number under a clinical name                      const leastClearanceMm = 5
//   answer    an answer of a patient compared with a value        answers.saddle === true
//   words     something clinical read out of prose                /at bone/.test(path.stopRule)
// A number is a literal, or a constant that is one, in the same file or exported by another.
import ts from 'typescript'

export type Rule = 'limit' | 'sum' | 'constant' | 'answer' | 'words'
export type Judging = Readonly<{ file: string; line: number; rule: Rule; code: string }>

/** Words that name something clinical when a name is made of them: `painBefore`, `depthMm`, `minutesPlanned`. */
const clinicalWords = new Set([
  ...['pain', 'score', 'scores', 'grade', 'grades', 'severity', 'intensity', 'symptom', 'symptoms'],
  ...[
    'depth',
    'clearance',
    'clearances',
    'tolerance',
    'bite',
    'risk',
    'risks',
    'probability',
    'chance',
    'ratio',
  ],
  ...[
    'dose',
    'retention',
    'twitch',
    'threshold',
    'thresholds',
    'weight',
    'bmi',
    'pressure',
    'pulse',
    'temperature',
  ],
  ...['expiry', 'lot', 'measure', 'measures', 'answer', 'answers', 'diameter', 'needling', 'severe', 'sd'],
])
/** Names that are clinical as a whole, though their parts are not. */
const clinicalNames = new Set(['heightCm', 'countUsed', 'countIn', 'age', 'ageOn', 'stopRule', 'because'])
/** How long something is, and which version: no value of the record. */
const structure = new Set(['length', 'size', 'version', 'findIndex', 'indexOf', 'sizeOf'])

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/)

function isClinicalName(name: string): boolean {
  return clinicalNames.has(name) || wordsOf(name).some((word) => clinicalWords.has(word))
}

const comparisons = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])
const sums = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
])

function isNumber(node: ts.Node): boolean {
  if (ts.isNumericLiteral(node)) return true
  return ts.isPrefixUnaryExpression(node) && isNumber(node.operand)
}

/** Numbers, lists of numbers, and tables of them: what a rule could be written in. */
function isMadeOfNumbers(node: ts.Node): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isMadeOfNumbers(node.expression)
  if (ts.isArrayLiteralExpression(node))
    return node.elements.length > 0 && node.elements.every(isMadeOfNumbers)
  if (ts.isObjectLiteralExpression(node))
    return (
      node.properties.length > 0 &&
      node.properties.every((one) => ts.isPropertyAssignment(one) && isMadeOfNumbers(one.initializer))
    )
  return isNumber(node)
}

/** A name that is bound to a number: `const few = 0.1`. */
function numberBound(node: ts.Node): string | undefined {
  const isBound = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer
  return isBound && isNumber(node.initializer) ? node.name.getText() : undefined
}

const isExported = (node: ts.Node): boolean => {
  const statement = node.parent.parent
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword)
  )
}

/** Every node of an expression that says what the value is; what is only called or looked up by does not. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isPropertyAccessExpression(node)) {
    if (structure.has(node.name.text)) return []
    return [node.name, ...partsOf(node.expression)]
  }
  if (ts.isElementAccessExpression(node)) return partsOf(node.expression)
  if (ts.isCallExpression(node)) return [...partsOf(node.expression), ...node.arguments.flatMap(partsOf)]
  if (ts.isFunctionLike(node) || ts.isStringLiteralLike(node) || ts.isTypeNode(node)) return []
  if (ts.isIdentifier(node) || ts.isNumericLiteral(node)) return [node]
  const inner: ts.Node[] = []
  ts.forEachChild(node, (child) => void inner.push(...partsOf(child)))
  return inner
}

const isClinical = (parts: readonly ts.Node[]): boolean =>
  parts.some((part) => ts.isIdentifier(part) && (part.text === 'body' || isClinicalName(part.text)))

const isAnswer = (node: ts.Node): boolean =>
  (ts.isElementAccessExpression(node) ||
    (ts.isPropertyAccessExpression(node) && !structure.has(node.name.text))) &&
  partsOf(node.expression).some((part) => ts.isIdentifier(part) && part.text === 'answers')

const isValue = (node: ts.Node): boolean =>
  isNumber(node) ||
  ts.isStringLiteralLike(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword

function numbersOf(source: ts.SourceFile, isWanted: (node: ts.Node) => boolean): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const name = numberBound(node)
    if (name && isWanted(node)) found.push(name)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Constants that files give to others, as far as they are numbers: a limit does not hide in another file. */
export function exportedNumbers(files: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.entries(files).flatMap(([file, text]) => numbersOf(sourceOf(file, text), isExported)))
}

function sourceOf(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
}

function ruleBroken(node: ts.Node, numbers: ReadonlySet<string>): Rule | undefined {
  const hasNumber = (parts: readonly ts.Node[]): boolean =>
    parts.some((part) => ts.isNumericLiteral(part) || (ts.isIdentifier(part) && numbers.has(part.text)))
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    const sides = [node.left, node.right]
    if (comparisons.has(operator)) {
      if (sides.some(isAnswer) && sides.some(isValue)) return 'answer'
      const parts = sides.flatMap(partsOf)
      return isClinical(parts) && hasNumber(parts) ? 'limit' : undefined
    }
    const parts = sides.map(partsOf)
    const isMixed = parts.some(hasNumber) && parts.some(isClinical)
    return sums.has(operator) && isMixed && !isInsideText(node) ? 'sum' : undefined
  }
  if (
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node)
  ) {
    const holds = node.initializer && isMadeOfNumbers(node.initializer)
    return holds && isClinicalName(node.name.getText()) ? 'constant' : undefined
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const isPattern = node.expression.expression.kind === ts.SyntaxKind.RegularExpressionLiteral
    return isPattern && isClinical(node.arguments.flatMap(partsOf)) ? 'words' : undefined
  }
  return undefined
}

/** Texts that are put together with + are no sums. */
function isInsideText(node: ts.BinaryExpression): boolean {
  return [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side))
}

/** Where this file would judge. Of what lies in one another, the outermost is told. */
export function judgingsIn(file: string, text: string, numbers: ReadonlySet<string>): readonly Judging[] {
  const source = sourceOf(file, text)
  const own = new Set([...numbers, ...numbersOf(source, () => true)])
  const found: Judging[] = []
  const visit = (node: ts.Node): void => {
    const rule = ruleBroken(node, own)
    if (rule === undefined) return ts.forEachChild(node, visit)
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    found.push({ file, line: line + 1, rule, code: node.getText().replace(/\s+/g, ' ') })
  }
  visit(source)
  return found
}
