// SPDX-License-Identifier: Apache-2.0
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// eslint-disable-next-line no-restricted-syntax -- ESLint reads the default export
export default tseslint.config(
  { ignores: ['src/api/generated.d.ts', 'node_modules', 'dist', 'test-results', 'playwright-report'] },
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.strict,
  {
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same.' },
        {
          selector: 'JSXText[value=/[A-Za-z]{2}/]',
          message: 'Words live in src/text, not in components.',
        },
      ],
    },
  },
  {
    // What is written for people goes through one place, so that no day can be misread.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/text/written.ts', 'src/record/zone.ts', '**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['DateTimeFormat', 'NumberFormat'].map((property) => ({
          object: 'Intl',
          property,
          message: 'Days, times and numbers are written by src/text/written.ts.',
        })),
        ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({
          property,
          message: 'Days, times and numbers are written by src/text/written.ts.',
        })),
      ],
    },
  },
  { files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**'], rules: { 'no-restricted-syntax': 'off' } },
)
