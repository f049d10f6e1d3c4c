/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How somebody looks, in the words that a drawing needs. Colours are 0xRRGGBB. */

typedef enum
{
  GH_DEMO_HAIR_NONE,
  GH_DEMO_HAIR_BUZZ,
  GH_DEMO_HAIR_SIDE_PART,
  GH_DEMO_HAIR_QUIFF,
  GH_DEMO_HAIR_RECEDING,
  GH_DEMO_HAIR_CURLY,
  GH_DEMO_HAIR_AFRO,
  GH_DEMO_HAIR_LOCS,
  GH_DEMO_HAIR_BOB,
  GH_DEMO_HAIR_FRINGE,
  GH_DEMO_HAIR_LONG,
  GH_DEMO_HAIR_WAVY,
  GH_DEMO_HAIR_BUN,
  GH_DEMO_HAIR_PONYTAIL,
  GH_DEMO_HAIR_PIXIE,
} GhDemoHair;

typedef enum
{
  GH_DEMO_BEARD_NONE,
  GH_DEMO_BEARD_STUBBLE,
  GH_DEMO_BEARD_MOUSTACHE,
  GH_DEMO_BEARD_GOATEE,
  GH_DEMO_BEARD_SHORT,
  GH_DEMO_BEARD_FULL,
} GhDemoBeard;

typedef enum
{
  GH_DEMO_GLASSES_NONE,
  GH_DEMO_GLASSES_ROUND,
  GH_DEMO_GLASSES_SQUARE,
  GH_DEMO_GLASSES_HALF_RIM,
  GH_DEMO_GLASSES_SUN,
} GhDemoGlasses;

typedef enum
{
  GH_DEMO_HEADWEAR_NONE,
  GH_DEMO_HEADWEAR_HIJAB,
  GH_DEMO_HEADWEAR_TURBAN,
  GH_DEMO_HEADWEAR_CAP,
  GH_DEMO_HEADWEAR_BEANIE,
  GH_DEMO_HEADWEAR_HARD_HAT,
  GH_DEMO_HEADWEAR_HOOD,
} GhDemoHeadwear;

typedef enum
{
  GH_DEMO_CLOTHES_CREW,
  GH_DEMO_CLOTHES_V_NECK,
  GH_DEMO_CLOTHES_SHIRT,
  GH_DEMO_CLOTHES_SUIT,
  GH_DEMO_CLOTHES_BLAZER,
  GH_DEMO_CLOTHES_HOODIE,
  GH_DEMO_CLOTHES_TURTLENECK,
  GH_DEMO_CLOTHES_VEST,
} GhDemoClothes;

typedef struct
{
  guint32 skin;
  guint32 hair;
  guint32 eyes;
  guint32 cloth;
  guint32 accent;
  GhDemoHair hair_style;
  GhDemoBeard beard;
  GhDemoGlasses glasses;
  GhDemoHeadwear headwear;
  GhDemoClothes clothes;
  double width; /* of the head; 1 is the usual */
  double jaw;   /* 0.6 pointed to 1 square */
  double brow;  /* thickness; 1 is the usual */
  double nose;  /* width; 1 is the usual */
  double lips;  /* fullness; 1 is the usual */
  double age;   /* 0 to 1: how deep the lines are */
  gboolean lashes;
  gboolean earrings;
} GhDemoAppearance;

/* How somebody holds the head in front of a camera; all 0 is straight into it, at rest. */
typedef struct
{
  double yaw;   /* -1 to 1 */
  double pitch; /* -1 to 1 */
  double roll;  /* radians */
  double smile; /* 0 to 1 */
} GhDemoPose;

G_END_DECLS
