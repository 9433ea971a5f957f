// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, type Tone } from '@/design'
import { useText } from '@/text'
import type { CareOffer, Position } from '../wire'
import { Sources } from './Sources'
import styles from './panel.module.css'

const standingTone: Readonly<Record<CareOffer['standing'], Tone>> = {
  supported: 'go',
  allowed: 'info',
  divided: 'ask',
  no_position: 'neutral',
  advised_against: 'stop',
}
const stanceTone: Readonly<Record<Position['stance'], Tone>> = {
  for: 'go',
  may: 'info',
  silent: 'neutral',
  against: 'stop',
}

/** What can be done, the best founded first, with what each guideline says: also where they disagree. */
export function Care({ offers }: { readonly offers: readonly CareOffer[] }): ReactElement {
  const t = useText()
  if (offers.length === 0) return <p>{t('screening.noCare')}</p>
  return (
    <div className={styles.causes}>
      {offers.map((offer) => (
        <details key={offer.id} className={styles.cause}>
          <summary>
            <span className={styles.causeName}>{offer.name}</span>
            <Badge tone={standingTone[offer.standing]}>{t.word(`standing_${offer.standing}`)}</Badge>
            <span className={styles.small}>
              {t('screening.certainty', { certainty: t.word(`certainty_${offer.certainty}`) })}
              {offer.suits === 'not_known' && ` · ${t('screening.suitsNotKnown')}`}
            </span>
          </summary>
          <div className={styles.noteBody}>
            <p>{offer.inPlainWords}</p>
            <p className={styles.do}>{offer.whatToDo}</p>
            <p className={styles.because}>{offer.because}</p>
            <p className={styles.because}>{offer.certaintyWhy}</p>
            {offer.positions.length > 0 && (
              <>
                <h4 className={styles.subhead}>{t('screening.positions')}</h4>
                <ul className={styles.positions}>
                  {offer.positions.map((position) => (
                    <li key={`${position.body} ${position.about}`}>
                      <p>
                        <Badge tone={stanceTone[position.stance]}>
                          {t.word(`stance_${position.stance}`)}
                        </Badge>{' '}
                        <strong>{position.body}</strong> {position.dated}
                      </p>
                      <p>{position.says}</p>
                      <p className={styles.small}>
                        {position.about}
                        {!position.isOnSciatica && ` · ${t('screening.notOnSciatica')}`}
                      </p>
                      <Sources keys={[position.source]} mark={position.mark} />
                    </li>
                  ))}
                </ul>
              </>
            )}
            <Sources keys={offer.sources} mark={offer.mark} />
          </div>
        </details>
      ))}
    </div>
  )
}
