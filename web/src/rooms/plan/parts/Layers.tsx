// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { memo, type ReactElement } from 'react'
import { Table } from '@/design'
import { useText } from '@/text'
import type { JudgedNeedle, Layer } from '@/body/wire'
import styles from './Needle.module.css'

const width = 600
const height = 40
const leastForName = 70

/** What the needle goes through: a bar along its depth, and the same as a table. */
export const Layers = memo(function Layers({
  answer,
  isStale,
}: {
  readonly answer: JudgedNeedle
  readonly isStale: boolean
}): ReactElement {
  const t = useText()
  const { layers, targetAt } = answer
  const deepest = Math.max(answer.depthMm, ...layers.map((layer) => layer.toMm), 1)
  const at = (mm: number): number => (mm / deepest) * width
  return (
    <div className={clsx(isStale && styles.stale)}>
      <svg
        className={styles.layers}
        viewBox={`0 0 ${String(width)} ${String(height + 18)}`}
        role="img"
        aria-label={t('plan.layersSay', { count: layers.length, mm: answer.depthMm })}
      >
        {layers.map((layer, index) => (
          <g key={index} data-kind={layer.kind} className={styles.layer}>
            <rect
              x={at(layer.fromMm)}
              width={Math.max(0.5, at(layer.toMm) - at(layer.fromMm))}
              height={height}
            />
            {at(layer.toMm) - at(layer.fromMm) > leastForName && (
              <text x={(at(layer.fromMm) + at(layer.toMm)) / 2} y={height / 2 + 4} textAnchor="middle">
                {shortened(layer, at(layer.toMm) - at(layer.fromMm))}
              </text>
            )}
          </g>
        ))}
        {targetAt && (
          <rect
            className={styles.layerTarget}
            x={at(targetAt.fromMm)}
            width={Math.max(1, at(Math.min(deepest, targetAt.toMm)) - at(targetAt.fromMm))}
            height={height}
          />
        )}
        {ticks(deepest).map((mm) => (
          <g key={mm} className={styles.tick}>
            <line x1={at(mm)} x2={at(mm)} y1={height} y2={height + 4} />
            <text x={at(mm)} y={height + 15} textAnchor={mm === 0 ? 'start' : 'middle'}>
              {mm}
            </text>
          </g>
        ))}
      </svg>
      <Table
        caption={t('plan.layers')}
        isDense
        rows={layers}
        keyOf={(_, index) => String(index)}
        columns={[
          { name: t('plan.layerName'), cell: (layer) => layer.name },
          { name: t('plan.layerFrom'), cell: (layer) => t('plan.mm', { mm: layer.fromMm }), isNumber: true },
          { name: t('plan.layerTo'), cell: (layer) => t('plan.mm', { mm: layer.toMm }), isNumber: true },
          { name: t('plan.origin'), cell: (layer) => t.word(layer.origin), isExtra: true },
        ]}
      />
    </div>
  )
})

const pxPerLetter = 6.4
function shortened(layer: Layer, room: number): string {
  const most = Math.floor(room / pxPerLetter)
  return layer.name.length <= most ? layer.name : `${layer.name.slice(0, Math.max(1, most - 1))}…`
}

function ticks(deepest: number): readonly number[] {
  const step = deepest > 60 ? 20 : deepest > 25 ? 10 : 5
  return Array.from({ length: Math.floor(deepest / step) + 1 }, (_, index) => index * step)
}
