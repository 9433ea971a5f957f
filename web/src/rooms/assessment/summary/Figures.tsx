// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { figures, views } from '../chart/figure'
import { FigureView } from '../chart/FigureView'
import { markInWords } from '../chart/marks'
import { useDesk } from '../desk'
import type { Mark, View } from '../wire'
import { Section } from './Section'
import styles from './summary.module.css'

/** The body chart, and its marks in words. */
export function Figures(): ReactElement | null {
  const t = useText()
  const marks = useDesk().body.chart ?? []
  if (marks.length === 0) return null
  return (
    <Section title={t('assessment.part_chart')}>
      <div className={styles.figures}>
        {viewsIn(marks).map((view) => (
          <FigureView
            key={view}
            view={view}
            marks={marks}
            ghosts={[]}
            selected={undefined}
            isDrawing={false}
            isReadOnly
            onTap={() => undefined}
            onDrawn={() => undefined}
          />
        ))}
      </div>
      <ol>
        {marks.map((mark, index) => (
          <li key={index}>{markInWords(mark, t)}</li>
        ))}
      </ol>
    </Section>
  )
}

/** The views on which there is something to see. */
function viewsIn(marks: readonly Mark[]): readonly View[] {
  const drawn = new Set(marks.map((mark) => mark.view))
  const isChosen = marks.some((mark) => mark.drawn === undefined)
  return views
    .filter((view) => (isChosen && (view === 'front' || view === 'back')) || drawn.has(view))
    .filter((view) => view in figures)
}
