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
  { files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**'], rules: { 'no-restricted-syntax': 'off' } },
)
