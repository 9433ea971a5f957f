// SPDX-License-Identifier: Apache-2.0
import { create } from 'qrcode'
import { useMemo, type ReactElement } from 'react'
import styles from './session.module.css'

const quietModules = 4

/** An address as a code that a phone reads; dark on light in every theme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    const dark: string[] = []
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column)) dark.push(`M${String(column)} ${String(row)}h1v1h-1z`)
    return { size: modules.size, path: dark.join('') }
  }, [text])
  const whole = size + 2 * quietModules
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.qr}
      viewBox={`${String(-quietModules)} ${String(-quietModules)} ${String(whole)} ${String(whole)}`}
    >
      <rect x={-quietModules} y={-quietModules} width={whole} height={whole} className={styles.qrPaper} />
      <path d={path} className={styles.qrInk} />
    </svg>
  )
}
