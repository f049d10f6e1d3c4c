/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-gallery.h"

#include "gh-demo-people.h"

/* A picture's number is person * 16 + variant; variant 15 is the photograph from enrolment. */
#define VARIANT_ENROLLED 15

static const GhDemoCamera cameras[GH_DEMO_N_CAMERAS] = {
  { "CAM-01", "Main entrance", GH_DEMO_SCENE_LOBBY },
  { "CAM-02", "Reception", GH_DEMO_SCENE_RECEPTION },
  { "CAM-03", "Car park gate", GH_DEMO_SCENE_GATE },
  { "CAM-04", "Loading dock", GH_DEMO_SCENE_DOCK },
  { "CAM-05", "Staff stairs", GH_DEMO_SCENE_STAIRS },
};

G_STATIC_ASSERT (GH_DEMO_GALLERY_N_VARIANTS < VARIANT_ENROLLED);
G_STATIC_ASSERT (GH_DEMO_GALLERY_N_VARIANTS % GH_DEMO_N_CAMERAS == 0);

/**
 * gh_demo_camera_get:
 * @index: less than %GH_DEMO_N_CAMERAS
 *
 * Returns: (transfer none): one of the cameras
 */
const GhDemoCamera *
gh_demo_camera_get (guint index)
{
  g_return_val_if_fail (index < GH_DEMO_N_CAMERAS, NULL);

  return &cameras[index];
}

/**
 * gh_demo_gallery_picture:
 * @person: one of the sample people
 * @camera: who took it
 * @take: any number; different ones give different pictures, as far as there are some
 *
 * Returns: the picture's number
 */
guint
gh_demo_gallery_picture (guint person, guint camera, guint take)
{
  guint takes = GH_DEMO_GALLERY_N_VARIANTS / GH_DEMO_N_CAMERAS;

  return person * 16 + camera + GH_DEMO_N_CAMERAS * (take % takes);
}

/**
 * gh_demo_gallery_enrolled_picture:
 * @person: one of the sample people
 *
 * Returns: the number of the person's photograph from enrolment
 */
guint
gh_demo_gallery_enrolled_picture (guint person)
{
  return person * 16 + VARIANT_ENROLLED;
}

/**
 * gh_demo_gallery_get_person:
 * @picture: the number of a picture
 *
 * Returns: who is on the picture
 */
guint
gh_demo_gallery_get_person (guint picture)
{
  return picture / 16;
}

static double
spread (GRand *random)
{
  return g_rand_double_range (random, -1, 1);
}

/**
 * gh_demo_gallery_get_shot:
 * @picture: the number of a picture
 * @shot: (out): how
 *
 * Tells how a picture was taken. The same number always gives the same picture.
 */
void
gh_demo_gallery_get_shot (guint picture, GhDemoShot *shot)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (picture * 7919 + 17);
  guint variant = picture % 16;

  *shot = (GhDemoShot){ .grain = picture + 1 };
  if (variant == VARIANT_ENROLLED)
    {
      shot->scene = GH_DEMO_SCENE_STUDIO;
      shot->pose.smile = g_rand_double_range (random, 0.2, 0.9);
      shot->noise = 0.12;
      shot->light = 0.1;
      return;
    }

  shot->scene = cameras[variant % GH_DEMO_N_CAMERAS].scene;
  shot->night = shot->scene == GH_DEMO_SCENE_GATE && variant >= GH_DEMO_N_CAMERAS &&
                gh_demo_gallery_get_person (picture) % 3 == 0;
  shot->pose.yaw = 0.75 * spread (random);
  shot->pose.pitch = 0.6 * spread (random);
  shot->pose.roll = 0.07 * spread (random);
  shot->pose.smile = g_rand_double_range (random, 0, 0.75);
  shot->zoom = spread (random);
  shot->left = spread (random);
  shot->up = spread (random);
  shot->light = shot->night ? -0.2 : g_rand_double_range (random, -0.35, 0.6);
  shot->noise = g_rand_double_range (random, 0.22, 0.5);
}

/**
 * gh_demo_gallery_take:
 * @picture: number of the picture
 * @box: (out) (optional): the face
 *
 * Draws a picture anew; whoever needs it twice keeps it. Can be called from any thread.
 *
 * Returns: (transfer full): a JPEG file
 */
GBytes *
gh_demo_gallery_take (guint picture, GhDemoFaceBox *box)
{
  GhDemoShot shot;

  gh_demo_gallery_get_shot (picture, &shot);
  return gh_demo_portrait_take (&gh_demo_people_get (gh_demo_gallery_get_person (picture))->look,
                                &shot, GH_DEMO_GALLERY_SIZE, box);
}
