// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { ChevronDown, ChevronRight, Crosshair, Eye, EyeOff, Focus } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { IconButton, TextField } from '@/design'
import { useText } from '@/text'
import styles from './StructureTree.module.css'
import { groups, shownOf, type Group, type Look, type Part } from './look'
import type { Structure } from './wire'

/** A structure as the list has it. */
export type Listed = Readonly<{ part: Part; structure: Structure | null; colour: string }>

/** Everything that the scene has: found by name, shown, faded, flown to; one by one or by kind. */
export function StructureTree({
  listed,
  look,
  distances,
  onShown,
  onChosen,
  onAlone,
  onJump,
}: {
  readonly listed: readonly Listed[]
  readonly look: Look
  /** From the chosen needle, as the server says it. */
  readonly distances: ReadonlyMap<string, string>
  readonly onShown: (parts: readonly Part[], change: { isVisible?: boolean; opacity?: number }) => void
  readonly onChosen: (id: string) => void
  readonly onAlone: (id: string) => void
  readonly onJump: (id: string) => void
}): ReactElement {
  const t = useText()
  const [wanted, setWanted] = useState('')
  const [open, setOpen] = useState<ReadonlySet<Group>>(new Set())
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    return listed.filter(({ part, structure }) => {
      const name = (structure?.name ?? part.id).toLowerCase()
      return words.every((word) => name.includes(word))
    })
  }, [listed, wanted])
  return (
    <div className={styles.tree}>
      <TextField
        type="search"
        label={t('body.find')}
        placeholder={t('body.find')}
        hidesLabel
        value={wanted}
        onValue={setWanted}
      />
      {found.length === 0 && <p className={styles.none}>{t('body.findNone', { wanted })}</p>}
      <ul className={styles.groups}>
        {groups.map((group) => {
          const members = found.filter((one) => one.part.group === group)
          if (members.length === 0) return null
          const isOpen = wanted !== '' || open.has(group)
          const name = t(`body.group_${group}`)
          const visible = members.filter((one) => shownOf(look, one.part).isVisible).length
          const parts = members.map((one) => one.part)
          return (
            <li key={group}>
              <div className={styles.group}>
                <button
                  type="button"
                  className={styles.opener}
                  aria-expanded={isOpen}
                  onClick={() =>
                    setOpen((before) => {
                      const next = new Set(before)
                      if (!next.delete(group)) next.add(group)
                      return next
                    })
                  }
                >
                  {isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />}
                  <span>{name}</span>
                  <span className={styles.count}>{t('body.shownOf', { visible, all: members.length })}</span>
                </button>
                <IconButton
                  size="small"
                  label={visible > 0 ? t('body.hide', { name }) : t('body.show', { name })}
                  icon={visible > 0 ? <Eye aria-hidden size={16} /> : <EyeOff aria-hidden size={16} />}
                  onClick={() => onShown(parts, { isVisible: visible === 0 })}
                />
                <Opacity
                  name={name}
                  value={Math.max(...members.map((one) => shownOf(look, one.part).opacity))}
                  onValue={(opacity) => onShown(parts, { opacity })}
                />
              </div>
              {isOpen && (
                <ul className={styles.members}>
                  {members.map((one) => (
                    <Member
                      key={one.part.id}
                      one={one}
                      look={look}
                      distance={distances.get(one.part.id)}
                      onShown={onShown}
                      onChosen={onChosen}
                      onAlone={onAlone}
                      onJump={onJump}
                    />
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Opacity({
  name,
  value,
  onValue,
}: {
  readonly name: string
  readonly value: number
  readonly onValue: (value: number) => void
}): ReactElement {
  const t = useText()
  return (
    <input
      type="range"
      className={styles.opacity}
      aria-label={t('body.opacity', { name })}
      title={t('body.opacity', { name })}
      min={0}
      max={1}
      step={0.05}
      value={value}
      onChange={(event) => onValue(event.target.valueAsNumber)}
    />
  )
}

function Member({
  one: { part, structure, colour },
  look,
  distance,
  onShown,
  onChosen,
  onAlone,
  onJump,
}: {
  readonly one: Listed
  readonly look: Look
  readonly distance: string | undefined
  readonly onShown: (parts: readonly Part[], change: { isVisible?: boolean; opacity?: number }) => void
  readonly onChosen: (id: string) => void
  readonly onAlone: (id: string) => void
  readonly onJump: (id: string) => void
}): ReactElement {
  const t = useText()
  const name = structure?.name ?? t('body.group_skin')
  const shown = shownOf(look, part)
  const isChosen = look.chosen === part.id
  const marks = [
    structure?.origin === 'inferred' ? t('body.inferred') : '',
    part.isVariant ? t('body.share', { share: structure?.share ?? 0 }) : '',
    distance ?? '',
  ].filter(Boolean)
  return (
    <li className={clsx(styles.member, isChosen && styles.chosen)}>
      <div className={styles.line}>
        <input
          type="checkbox"
          aria-label={t('body.show', { name })}
          checked={shown.isVisible}
          onChange={(event) => onShown([part], { isVisible: event.target.checked })}
        />
        <svg className={styles.swatch} viewBox="0 0 10 10" aria-hidden>
          <rect width="10" height="10" rx="2" fill={colour} />
        </svg>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isChosen}
          onClick={() => onChosen(part.id)}
        >
          <span>{name}</span>
          {marks.length > 0 && <span className={styles.marks}>{marks.join(' · ')}</span>}
        </button>
        <IconButton
          size="small"
          label={t('body.jump', { name })}
          icon={<Crosshair aria-hidden size={15} />}
          onClick={() => onJump(part.id)}
        />
      </div>
      {isChosen && (
        <div className={styles.more}>
          <Opacity name={name} value={shown.opacity} onValue={(opacity) => onShown([part], { opacity })} />
          <IconButton
            size="small"
            label={t('body.alone', { name })}
            icon={<Focus aria-hidden size={15} />}
            onClick={() => onAlone(part.id)}
          />
        </div>
      )}
    </li>
  )
}
