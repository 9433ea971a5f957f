// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import {
  asRefusal,
  newId,
  useChange,
  useCreate,
  useEntry,
  useStep,
  useWrite,
  type Entry,
} from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useMe } from '@/app/session'
import {
  Button,
  Card,
  Columns,
  Dialog,
  Failed,
  Notice,
  Row,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { useText } from '@/text'
import { Alternatives } from './parts/Alternatives'
import { DecisionCard } from './parts/DecisionCard'
import { Documents } from './parts/Documents'
import { DoseCard } from './parts/DoseCard'
import { Lines } from './parts/Lines'
import { Overrides } from './parts/Overrides'
import { Targets } from './parts/Targets'
import styles from './Plan.module.css'
import { formOf, isSame, notWhole, planOf, withPathsOf, type PlanForm } from './planEdit'
import { useCare, usePlanDocument } from './usePlan'

/** What a plan says, to be changed while it is a draft, and signed. */
export function PlanPage({
  plan,
  address,
}: {
  readonly plan: Entry<'plan'>
  readonly address: string
}): ReactElement {
  const t = useText()
  const me = useMe()
  const isOpen = plan.state === 'open'
  const saved = useMemo(() => formOf(plan.body), [plan])
  const draft = useDraft<PlanForm>(isOpen ? `plan.${plan.id}` : '', saved)
  const [isTyped, setIsTyped] = useState(draft.isRestored)
  const form = useMemo(
    () => (isTyped ? withPathsOf(draft.value, plan.body) : saved),
    [isTyped, draft.value, plan, saved],
  )
  const isDirty = isTyped && !isSame(form, saved)
  const loaded = usePlanDocument(plan)
  const document = loaded.state === 'ready' ? loaded.data : null
  const shelf = useCare(loaded.state === 'ready' && document === null)
  const { set: setDraft, clear } = draft
  const set = useCallback(
    (next: PlanForm) => {
      setIsTyped(true)
      setDraft(next)
    },
    [setDraft],
  )
  const forget = useCallback(() => {
    setIsTyped(false)
    clear()
  }, [clear])
  const write = useWrite('plan')
  const refusal = write.error ? asRefusal(write.error) : null
  const wrong = notWhole(form)
  const at = useCallback(
    (pointer: string): string | undefined => refusal?.at(`/body${pointer}`) ?? refusal?.at(pointer),
    [refusal],
  )

  return (
    <Stack gap={4}>
      {isTyped && draft.isRestored && isDirty && (
        <Notice
          tone="info"
          title={t('plan.restored')}
          actions={
            <Button size="small" onClick={forget}>
              {t('plan.discard')}
            </Button>
          }
        />
      )}
      <Columns width="wide">
        <Stack>
          <DecisionCard plan={plan.body} document={document} />
          <Targets
            targets={form.targets}
            address={address}
            isOpen={isOpen}
            at={at}
            onTargets={(targets) => set({ ...form, targets })}
          />
          <Overrides
            overrides={form.overrides}
            document={document}
            by={me.login}
            isOpen={isOpen}
            onOverrides={(overrides) => set({ ...form, overrides })}
          />
          <Documents plan={plan} />
        </Stack>
        <Stack>
          <DoseCard
            dose={form.dose}
            wrong={wrong}
            says={document?.dose ?? []}
            isOpen={isOpen}
            at={at}
            onDose={(dose) => set({ ...form, dose })}
          />
          <Lines
            title={t('plan.goals')}
            add={t('plan.goalAdd')}
            none={t('plan.goalsNone')}
            lines={form.goals}
            isOpen={isOpen}
            onLines={(goals) => set({ ...form, goals })}
          />
          <Lines
            title={t('plan.stopRules')}
            add={t('plan.stopRuleAdd')}
            none={t('plan.stopRulesNone')}
            lines={form.stopRules}
            isOpen={isOpen}
            onLines={(stopRules) => set({ ...form, stopRules })}
          />
          <Alternatives
            chosen={form.alternatives}
            care={document?.alternatives ?? shelf}
            isOpen={isOpen}
            onChosen={(alternatives) => set({ ...form, alternatives })}
          />
          <Card title={t('plan.note')}>
            {isOpen ? (
              <TextArea
                label={t('plan.note')}
                hidesLabel
                value={form.note}
                error={at('/note')}
                onValue={(note) => set({ ...form, note })}
              />
            ) : (
              <p className={styles.said}>{form.note || t('plan.noteNone')}</p>
            )}
          </Card>
        </Stack>
      </Columns>
      {isOpen && isDirty && (
        <SaveBar
          refusal={refusal}
          isBusy={write.isPending}
          isWrong={wrong.length > 0}
          onDiscard={() => {
            write.reset()
            forget()
          }}
          onSave={(reason) =>
            write.mutate(
              {
                id: plan.id,
                follows: plan.version,
                body: planOf(plan.body, form),
                state: 'open',
                ...(reason ? { reason } : {}),
              },
              { onSuccess: forget },
            )
          }
        />
      )}
      {isOpen && !isDirty && <Sign plan={plan} />}
      {plan.state === 'signed' && <Replace plan={plan} address={address} />}
    </Stack>
  )
}

function SaveBar({
  refusal,
  isBusy,
  isWrong,
  onDiscard,
  onSave,
}: {
  readonly refusal: Refusal | null
  readonly isBusy: boolean
  readonly isWrong: boolean
  readonly onDiscard: () => void
  readonly onSave: (reason: string) => void
}): ReactElement {
  const t = useText()
  const [reason, setReason] = useState('')
  return (
    <form
      className={styles.saveBar}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) onSave(reason.trim())
      }}
    >
      {refusal && <Failed refusal={refusal} />}
      <div className={styles.saveRow}>
        <TextField
          label={t('plan.changeReason')}
          value={reason}
          onValue={setReason}
          error={isWrong ? t('plan.wrongFirst') : undefined}
        />
        <Row gap={2}>
          <Button onClick={onDiscard}>{t('plan.discard')}</Button>
          <Button tone="primary" submits isBusy={isBusy}>
            {t('plan.save')}
          </Button>
        </Row>
      </div>
    </form>
  )
}

/** Signs the draft, together with setting aside the plan that it takes the place of. */
function Sign({ plan }: { readonly plan: Entry<'plan'> }): ReactElement {
  const t = useText()
  const say = useToast()
  const [isAsked, setIsAsked] = useState(false)
  const step = useStep('plan')
  const change = useChange()
  const before = useEntry('plan', plan.body.replaces ?? '')
  const thrown = step.error ?? change.error
  const refusal = thrown ? asRefusal(thrown) : null
  const done = (): void => {
    setIsAsked(false)
    say({ text: t('plan.signed'), tone: 'go' })
  }
  const sign = (): void => {
    if (before.state === 'ready' && before.data.state === 'signed')
      change.mutate(
        {
          writes: [
            { kind: 'plan', id: plan.id, follows: plan.version, state: 'signed', body: plan.body },
            {
              kind: 'plan',
              id: before.data.id,
              follows: before.data.version,
              state: 'superseded',
              body: before.data.body,
            },
          ],
        },
        { onSuccess: done },
      )
    else step.mutate({ id: plan.id, follows: plan.version, step: 'sign' }, { onSuccess: done })
  }
  const needles = (plan.body.targets ?? []).filter((one) => one.path).length
  return (
    <>
      <Row isSpread>
        <p className={styles.soft}>{t('plan.signHint')}</p>
        <Button tone="primary" size="large" onClick={() => setIsAsked(true)}>
          {t('plan.sign')}
        </Button>
      </Row>
      <Dialog
        title={t('plan.signTitle')}
        isOpen={isAsked}
        onClose={() => {
          setIsAsked(false)
          step.reset()
          change.reset()
        }}
        actions={
          <Button tone="primary" isBusy={step.isPending || change.isPending} onClick={sign}>
            {t('plan.sign')}
          </Button>
        }
      >
        <Stack gap={3}>
          <p>{t('plan.signSays', { needles, targets: plan.body.targets?.length ?? 0 })}</p>
          {plan.body.replaces !== undefined && <p>{t('plan.signReplaces')}</p>}
          {refusal && <Failed refusal={refusal} />}
        </Stack>
      </Dialog>
    </>
  )
}

/** A signed plan is not changed: another takes its place. */
function Replace({
  plan,
  address,
}: {
  readonly plan: Entry<'plan'>
  readonly address: string
}): ReactElement {
  const t = useText()
  const [, go] = useLocation()
  const create = useCreate('plan')
  const [id] = useState(newId)
  const refusal = create.error ? asRefusal(create.error) : null
  return (
    <Card title={t('plan.replaceTitle')}>
      <Stack gap={3}>
        <p>{t('plan.replaceHint')}</p>
        {refusal && <Failed refusal={refusal} />}
        <div>
          <Button
            isBusy={create.isPending}
            onClick={() =>
              create.mutate(
                {
                  id,
                  state: 'open',
                  body: { ...plan.body, replaces: plan.id, madeAt: new Date().toISOString() },
                },
                { onSuccess: (entry) => go(address.replace(plan.id, entry.id)) },
              )
            }
          >
            {t('plan.replace')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
