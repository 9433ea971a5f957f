// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge } from '@/design'
import { structureName } from '@/record'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { useDesk } from '../desk'
import { findingWords } from '../findingWords'
import type { TargetFound } from '../wire'
import { Sources } from './Sources'
import styles from './panel.module.css'

/** The muscles that the examination speaks for; whether anybody is needled there, the screening says. */
export function Targets({
  targets,
  mayNeedle,
}: {
  readonly targets: readonly TargetFound[]
  readonly mayNeedle: boolean
}): ReactElement {
  const t = useText()
  const { jump } = useDesk()
  if (targets.length === 0) return <p>{t('screening.noTargets')}</p>
  return (
    <>
      {!mayNeedle && <p className={styles.caption}>{t('screening.targetsHeldBack')}</p>}
      <ul className={styles.targets}>
        {targets.map((target) => (
          <li key={`${target.id} ${target.target}`}>
            <p className={styles.causeName}>
              {sentence(target.inPlainWords)}{' '}
              <Badge tone={target.found === 'yes' ? 'go' : 'ask'}>
                {t(`screening.found_${target.found}`)}
              </Badge>
            </p>
            <p className={styles.small}>{structureName(target.target, t)}</p>
            <p className={styles.because}>{target.because}</p>
            {target.missing.length > 0 && (
              <p className={styles.found}>
                <span>{t('screening.missing')}</span>
                {target.missing.map((finding) => (
                  <button key={finding} type="button" className={styles.jump} onClick={() => jump(finding)}>
                    {findingWords(t, finding)}
                  </button>
                ))}
              </p>
            )}
            <Sources keys={target.sources} mark={target.mark} />
          </li>
        ))}
      </ul>
    </>
  )
}
