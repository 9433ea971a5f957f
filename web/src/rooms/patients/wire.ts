// SPDX-License-Identifier: Apache-2.0
// Answers of routes that the generated types do not have yet.

/** GET /api/v1/library/advice */
export type AdviceShelf = Readonly<{
  knowledge: string
  items: readonly Readonly<{ id: string; part: string; text: string }>[]
}>
