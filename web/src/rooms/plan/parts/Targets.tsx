// SPDX-License-Identifier: Apache-2.0
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import {
  Badge,
  Button,
  Card,
  Empty,
  IconButton,
  LinkButton,
  Row,
  SelectField,
  TextArea,
  useToast,
} from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { spoken, targetId, toneOf, without, type PlannedTarget } from '../needleWords'
import { inOtherOrder } from '../planEdit'
import styles from '../Plan.module.css'

const techniques = ['superficial', 'still', 'rotated', 'pistoned', 'electrical'] as const
type Technique = (typeof techniques)[number]

/** The muscles in the order they are needled: each with its needle, or why it has none. */
export function Targets({
  targets,
  address,
  isOpen,
  at,
  onTargets,
}: {
  readonly targets: readonly PlannedTarget[]
  readonly address: string
  readonly isOpen: boolean
  readonly at: (pointer: string) => string | undefined
  readonly onTargets: (targets: readonly PlannedTarget[]) => void
}): ReactElement {
  const t = useText()
  const put = (index: number, target: PlannedTarget): void =>
    onTargets(targets.map((one, place) => (place === index ? target : one)))
  return (
    <Card title={t('plan.targets')} isFlush>
      {targets.length === 0 && <Empty title={t('plan.noTargets')}>{t('plan.noTargetsHint')}</Empty>}
      <ol className={styles.targets}>
        {targets.map((target, index) => (
          <li key={targetId(target)}>
            <TargetLine
              target={target}
              index={index}
              address={address}
              isOpen={isOpen}
              error={at(`/targets/${String(index)}`) ?? at(`/targets/${String(index)}/path`)}
              onTarget={(next) => put(index, next)}
              onMoved={(by) => onTargets(inOtherOrder(targets, index, index + by))}
              isFirst={index === 0}
              isLast={index === targets.length - 1}
            />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function TargetLine({
  target,
  index,
  address,
  isOpen,
  error,
  onTarget,
  onMoved,
  isFirst,
  isLast,
}: {
  readonly target: PlannedTarget
  readonly index: number
  readonly address: string
  readonly isOpen: boolean
  readonly error: string | undefined
  readonly onTarget: (target: PlannedTarget) => void
  readonly onMoved: (by: number) => void
  readonly isFirst: boolean
  readonly isLast: boolean
}): ReactElement {
  const t = useText()
  const say = useToast()
  const [isOut, setIsOut] = useState(false)
  const [why, setWhy] = useState('')
  const name = spoken(targetId(target))
  return (
    <div className={styles.target}>
      <div className={styles.targetHead}>
        <h3>{sentence(name)}</h3>
        {target.path ? (
          <Badge tone={toneOf(target.path.verdict)}>{t.word(target.path.verdict ?? '')}</Badge>
        ) : (
          <Badge>{t('plan.noPathShort')}</Badge>
        )}
        {isOpen && (
          <span className={styles.order}>
            <IconButton
              size="small"
              label={t('plan.earlier', { name })}
              icon={<ArrowUp aria-hidden size={16} />}
              disabled={isFirst}
              onClick={() => onMoved(-1)}
            />
            <IconButton
              size="small"
              label={t('plan.later', { name })}
              icon={<ArrowDown aria-hidden size={16} />}
              disabled={isLast}
              onClick={() => onMoved(1)}
            />
          </span>
        )}
      </div>
      {target.path ? (
        <>
          <p>{target.path.instruction}</p>
          {/* The planner's instruction ends with the stop rule; a hand's may not. */}
          {target.path.stopRule !== undefined && !target.path.instruction.includes(target.path.stopRule) && (
            <p>
              <strong>{target.path.stopRule}</strong>
            </p>
          )}
        </>
      ) : (
        <p>{target.noPath}</p>
      )}
      {target.because !== undefined && <p className={styles.soft}>{target.because}</p>}
      {error !== undefined && <p className={styles.error}>{error}</p>}
      <Row gap={2}>
        <LinkButton to={`${address}/needle/${String(index)}`} size="small">
          {isOpen ? t('plan.onBodyChange') : t('plan.onBody')}
        </LinkButton>
        {isOpen && target.path && !isOut && (
          <Button size="small" tone="quiet" onClick={() => setIsOut(true)}>
            {t('plan.leaveOut')}
          </Button>
        )}
        {isOpen && target.path && (
          <div className={styles.technique}>
            <SelectField<Technique>
              label={t('plan.technique')}
              hidesLabel
              empty={t('plan.techniqueNone')}
              value={target.technique ?? ''}
              options={techniques.map((one) => ({ value: one, label: t.word(one) }))}
              onValue={(value) => {
                const rest = without(target, 'technique')
                onTarget(value === '' ? rest : { ...rest, technique: value })
              }}
            />
          </div>
        )}
        {!isOpen && target.technique && <Badge>{t.word(target.technique)}</Badge>}
      </Row>
      {isOut && (
        <form
          className={styles.leaveOut}
          onSubmit={(event) => {
            event.preventDefault()
            if (why.trim() === '') return
            onTarget({ ...without(target, 'path'), noPath: why.trim() })
            setIsOut(false)
            say({ text: t('plan.leftOut', { name }), undo: () => onTarget(target) })
          }}
        >
          <TextArea label={t('plan.leaveOutWhy')} value={why} onValue={setWhy} required />
          <Row gap={2}>
            <Button size="small" onClick={() => setIsOut(false)}>
              {t('plan.cancel')}
            </Button>
            <Button size="small" submits>
              {t('plan.leaveOut')}
            </Button>
          </Row>
        </form>
      )}
    </div>
  )
}
