// SPDX-License-Identifier: Apache-2.0
import { Crosshair, X } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useJob } from '@/api/jobs'
import { Button, Failed, Progress, Row } from '@/design'
import { useText } from '@/text'
import styles from './room.module.css'

/** Makes a plan from the assessment as it is saved, shows how far it is, and goes there. */
export function useMakePlan({
  patient,
  assessment,
  save,
}: {
  readonly patient: string
  readonly assessment: string
  /** Whether everything typed is with the server. */
  readonly save: () => Promise<boolean>
}): Readonly<{ button: ReactElement; progress: ReactElement | null }> {
  const t = useText()
  const [, go] = useLocation()
  const { job, begin, cancel } = useJob<{ plan: string }>()
  const plan = job.state === 'done' ? job.result.plan : undefined
  useEffect(() => {
    if (plan !== undefined) go(`/patients/${patient}/plans/${plan}`)
  }, [go, patient, plan])
  const start = async (): Promise<void> => {
    if (await save()) begin({ kind: 'plan', assessment })
  }
  const button = (
    <Button icon={<Crosshair aria-hidden />} isBusy={job.state === 'running'} onClick={() => void start()}>
      {t('assessment.makePlan')}
    </Button>
  )
  if (job.state === 'failed') return { button, progress: <Failed refusal={job.refusal} /> }
  if (job.state !== 'running') return { button, progress: null }
  return {
    button,
    progress: (
      <div className={styles.job} role="status">
        <Row isSpread>
          <Progress label={job.doing || t('assessment.planning')} share={job.share} />
          <Button size="small" icon={<X aria-hidden />} onClick={cancel}>
            {t('assessment.cancel')}
          </Button>
        </Row>
      </div>
    ),
  }
}
