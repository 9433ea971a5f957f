// SPDX-License-Identifier: Apache-2.0
import { Camera, ImagePlus, ListTree, Maximize2, Minus, Plus, Ruler as RulerSign } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, IconButton } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { useSceneColours } from './colours'
import { firstPose } from './firstPose'
import type { BodyScene } from './loadScene'
import { download, pictureOf } from './picture'
import { viewedFrom, views, zoomed } from './pose'
import type { Stage } from './Stage'

const zoomStep = 1.25

/** Where one looks from, how near, and what else can be opened. */
export function BodyTools({
  stage,
  scene,
  hasRuler,
  isListed,
  onRuler,
  onList,
  onLookDown,
  onPicture,
}: {
  readonly stage: Stage
  readonly scene: BodyScene
  readonly hasRuler: boolean
  readonly isListed: boolean
  readonly onRuler: () => void
  readonly onList: () => void
  /** Looks along the chosen needle; without one there is nothing to look along. */
  readonly onLookDown?: () => void
  readonly onPicture?: (picture: Blob) => void
}): ReactElement {
  const t = useText()
  const colours = useSceneColours()
  const takePicture = async (give: (picture: Blob) => void): Promise<void> => {
    const picture = await pictureOf(stage, colours)
    if (picture) give(picture)
  }

  return (
    <div className={styles.tools} role="toolbar" aria-label={t('body.tools')}>
      <div className={styles.toolGroup}>
        {views.map((view, index) => (
          <Button
            key={view}
            size="small"
            tone="quiet"
            title={t('body.viewKey', { name: t(`body.viewFrom_${view}`), key: index + 1 })}
            onClick={() => stage.fly(viewedFrom(stage.pose, view))}
          >
            {t(`body.view_${view}`)}
          </Button>
        ))}
        {onLookDown && (
          <Button size="small" tone="quiet" title={t('body.needlesEye')} onClick={onLookDown}>
            {t('body.view_needle')}
          </Button>
        )}
      </div>
      <div className={styles.toolGroup}>
        <IconButton
          size="small"
          label={t('body.nearer')}
          icon={<Plus aria-hidden size={16} />}
          onClick={() => stage.look(zoomed(stage.pose, 1 / zoomStep))}
        />
        <IconButton
          size="small"
          label={t('body.farther')}
          icon={<Minus aria-hidden size={16} />}
          onClick={() => stage.look(zoomed(stage.pose, zoomStep))}
        />
        <IconButton
          size="small"
          label={t('body.whole')}
          icon={<Maximize2 aria-hidden size={16} />}
          onClick={() => {
            const whole = firstPose(scene, null, undefined)
            stage.fly({ ...whole, azimuth: stage.pose.azimuth, polar: stage.pose.polar })
          }}
        />
        <IconButton
          size="small"
          label={t('body.ruler')}
          icon={<RulerSign aria-hidden size={16} />}
          aria-expanded={hasRuler}
          onClick={onRuler}
        />
        <IconButton
          size="small"
          label={t('body.picture')}
          icon={<Camera aria-hidden size={16} />}
          onClick={() => void takePicture(download)}
        />
        {onPicture && (
          <IconButton
            size="small"
            label={t('body.pictureToPlan')}
            icon={<ImagePlus aria-hidden size={16} />}
            onClick={() => void takePicture(onPicture)}
          />
        )}
        <Button
          size="small"
          tone="quiet"
          icon={<ListTree aria-hidden size={16} />}
          aria-expanded={isListed}
          onClick={onList}
        >
          {t('body.structures')}
        </Button>
      </div>
    </div>
  )
}
