/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-people.h"

#define SKIN_PALE 0xf6dcc8
#define SKIN_FAIR 0xf0c8a8
#define SKIN_LIGHT 0xe6b48c
#define SKIN_OLIVE 0xd49f73
#define SKIN_TAN 0xbf8657
#define SKIN_BROWN 0x9a6540
#define SKIN_DEEP 0x74482d
#define SKIN_DARK 0x55331f

#define HAIR_BLACK 0x1d1816
#define HAIR_DARK 0x33231a
#define HAIR_BROWN 0x5a3a24
#define HAIR_CHESTNUT 0x7d4a28
#define HAIR_AUBURN 0x8f3f20
#define HAIR_GINGER 0xc0652b
#define HAIR_BLOND 0xd2a45c
#define HAIR_FAIR 0xe3c88d
#define HAIR_GREY 0x8d8d8f
#define HAIR_SILVER 0xc4c5c8

#define EYES_BROWN 0x6b4226
#define EYES_DARK 0x3c2416
#define EYES_HAZEL 0x8a6a34
#define EYES_GREEN 0x5b8052
#define EYES_BLUE 0x4f83b5
#define EYES_GREY 0x78899a

#define USUAL .width = 1, .jaw = 0.8, .brow = 1, .nose = 1, .lips = 1
#define SLENDER .width = 0.93, .jaw = 0.7, .brow = 0.7, .nose = 0.85, .lips = 1.1, .lashes = TRUE
#define SOFT .width = 1, .jaw = 0.76, .brow = 0.75, .nose = 0.95, .lips = 1.2, .lashes = TRUE
#define STURDY .width = 1.08, .jaw = 0.92, .brow = 1.35, .nose = 1.15, .lips = 0.95

static const GhDemoPerson people[GH_DEMO_N_PEOPLE] = {
  { "Ingrid", "Solheim", "admin",
    { .skin = SKIN_PALE, .hair = HAIR_FAIR, .eyes = EYES_BLUE, .cloth = 0x2c3e5c,
      .accent = 0xe8ecf2, .hair_style = GH_DEMO_HAIR_BOB, .clothes = GH_DEMO_CLOTHES_BLAZER,
      .age = 0.15, SLENDER } },
  { "Mateo", "Quispe", "moderator",
    { .skin = SKIN_TAN, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0x7fa3c4,
      .accent = 0x2b2b2b, .hair_style = GH_DEMO_HAIR_SIDE_PART, .beard = GH_DEMO_BEARD_STUBBLE,
      .clothes = GH_DEMO_CLOTHES_SHIRT, .age = 0.2, USUAL } },
  { "Kwame", "Mensah", "officer",
    { .skin = SKIN_DARK, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0x23304a,
      .accent = 0x1b2438, .hair_style = GH_DEMO_HAIR_BUZZ, .headwear = GH_DEMO_HEADWEAR_CAP,
      .clothes = GH_DEMO_CLOTHES_SHIRT, .age = 0.1, STURDY } },
  { "Amara", "Okafor", "amara.okafor",
    { .skin = SKIN_DEEP, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xd9812f,
      .hair_style = GH_DEMO_HAIR_AFRO, .clothes = GH_DEMO_CLOTHES_V_NECK, .earrings = TRUE,
      SOFT } },
  { "Harpreet", "Gill", "harpreet.gill",
    { .skin = SKIN_TAN, .hair = HAIR_DARK, .eyes = EYES_BROWN, .cloth = 0x3a3d45,
      .accent = 0x1f5f8b, .beard = GH_DEMO_BEARD_FULL, .headwear = GH_DEMO_HEADWEAR_TURBAN,
      .clothes = GH_DEMO_CLOTHES_SUIT, .age = 0.3, STURDY } },
  { "Yuki", "Tanaka", "yuki.tanaka",
    { .skin = SKIN_FAIR, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xb9485d,
      .hair_style = GH_DEMO_HAIR_FRINGE, .glasses = GH_DEMO_GLASSES_ROUND,
      .clothes = GH_DEMO_CLOTHES_CREW, SLENDER } },
  { "Leila", "Haddad", "leila.haddad",
    { .skin = SKIN_OLIVE, .hair = HAIR_DARK, .eyes = EYES_HAZEL, .cloth = 0x40505e,
      .accent = 0x3f8f86, .headwear = GH_DEMO_HEADWEAR_HIJAB, .clothes = GH_DEMO_CLOTHES_CREW,
      SOFT } },
  { "Tomasz", "Zielinski", "tomasz.zielinski",
    { .skin = SKIN_PALE, .hair = HAIR_BLOND, .eyes = EYES_GREY, .cloth = 0x59705a,
      .hair_style = GH_DEMO_HAIR_QUIFF, .beard = GH_DEMO_BEARD_SHORT,
      .clothes = GH_DEMO_CLOTHES_CREW, USUAL } },
  { "Siobhan", "Byrne", "siobhan.byrne",
    { .skin = SKIN_PALE, .hair = HAIR_GINGER, .eyes = EYES_GREEN, .cloth = 0x355e4a,
      .hair_style = GH_DEMO_HAIR_WAVY, .clothes = GH_DEMO_CLOTHES_TURTLENECK, SOFT } },
  { "Rajesh", "Iyer", "rajesh.iyer",
    { .skin = SKIN_BROWN, .hair = HAIR_GREY, .eyes = EYES_DARK, .cloth = 0x5d6470,
      .accent = 0x7a2f3b, .hair_style = GH_DEMO_HAIR_RECEDING,
      .glasses = GH_DEMO_GLASSES_HALF_RIM, .beard = GH_DEMO_BEARD_MOUSTACHE,
      .clothes = GH_DEMO_CLOTHES_SUIT, .age = 0.8, USUAL } },
  { "Mei-Ling", "Chen", "meiling.chen",
    { .skin = SKIN_FAIR, .hair = HAIR_DARK, .eyes = EYES_DARK, .cloth = 0xe3ddd2,
      .accent = 0x31425b, .hair_style = GH_DEMO_HAIR_BUN, .clothes = GH_DEMO_CLOTHES_V_NECK,
      .earrings = TRUE, SLENDER } },
  { "Olumide", "Adeyemi", "olumide.adeyemi",
    { .skin = SKIN_DARK, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0x8b2f3c,
      .accent = 0xe8e3da, .hair_style = GH_DEMO_HAIR_LOCS, .beard = GH_DEMO_BEARD_GOATEE,
      .clothes = GH_DEMO_CLOTHES_HOODIE, USUAL } },
  { "Elena", "Popescu", "elena.popescu",
    { .skin = SKIN_LIGHT, .hair = HAIR_CHESTNUT, .eyes = EYES_BROWN, .cloth = 0x6c4a78,
      .accent = 0xefe6ea, .hair_style = GH_DEMO_HAIR_LONG, .clothes = GH_DEMO_CLOTHES_BLAZER,
      SOFT } },
  { "Lars", "Nygaard", "lars.nygaard",
    { .skin = SKIN_FAIR, .hair = HAIR_SILVER, .eyes = EYES_BLUE, .cloth = 0x27435e,
      .hair_style = GH_DEMO_HAIR_SIDE_PART, .beard = GH_DEMO_BEARD_FULL,
      .clothes = GH_DEMO_CLOTHES_TURTLENECK, .age = 0.9, STURDY } },
  { "Fatima", "Zahra", "fatima.zahra",
    { .skin = SKIN_TAN, .hair = HAIR_BLACK, .eyes = EYES_BROWN, .cloth = 0x4d4553,
      .accent = 0xa9566b, .headwear = GH_DEMO_HEADWEAR_HIJAB, .glasses = GH_DEMO_GLASSES_SQUARE,
      .clothes = GH_DEMO_CLOTHES_CREW, SLENDER } },
  { "Diego", "Morales", "diego.morales",
    { .skin = SKIN_OLIVE, .hair = HAIR_DARK, .eyes = EYES_BROWN, .cloth = 0x40566e,
      .accent = 0xe8d53a, .hair_style = GH_DEMO_HAIR_BUZZ, .beard = GH_DEMO_BEARD_MOUSTACHE,
      .headwear = GH_DEMO_HEADWEAR_HARD_HAT, .clothes = GH_DEMO_CLOTHES_VEST, .age = 0.35,
      STURDY } },
  { "Aroha", "Ngata", "aroha.ngata",
    { .skin = SKIN_TAN, .hair = HAIR_DARK, .eyes = EYES_DARK, .cloth = 0x2f6f73,
      .hair_style = GH_DEMO_HAIR_PONYTAIL, .clothes = GH_DEMO_CLOTHES_CREW, .earrings = TRUE,
      .width = 1.05, .jaw = 0.82, .brow = 0.95, .nose = 1.1, .lips = 1.25, .lashes = TRUE } },
  { "Min-jun", "Park", "minjun.park",
    { .skin = SKIN_FAIR, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xc7ccd3,
      .accent = 0x3d4450, .hair_style = GH_DEMO_HAIR_PIXIE, .clothes = GH_DEMO_CLOTHES_HOODIE,
      .width = 0.97, .jaw = 0.78, .brow = 1.1, .nose = 0.95, .lips = 0.9 } },
  { "Charlotte", "Dubois", "charlotte.dubois",
    { .skin = SKIN_FAIR, .hair = HAIR_BROWN, .eyes = EYES_GREEN, .cloth = 0xe9e6df,
      .hair_style = GH_DEMO_HAIR_PIXIE, .clothes = GH_DEMO_CLOTHES_SHIRT, .earrings = TRUE,
      .age = 0.25, SLENDER } },
  { "Youssef", "Benali", "youssef.benali",
    { .skin = SKIN_OLIVE, .hair = HAIR_BLACK, .eyes = EYES_HAZEL, .cloth = 0x6b4b33,
      .hair_style = GH_DEMO_HAIR_CURLY, .beard = GH_DEMO_BEARD_SHORT,
      .clothes = GH_DEMO_CLOTHES_CREW, USUAL } },
  { "Priya", "Raman", "priya.raman",
    { .skin = SKIN_BROWN, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xc23b6e,
      .hair_style = GH_DEMO_HAIR_LONG, .glasses = GH_DEMO_GLASSES_SQUARE,
      .clothes = GH_DEMO_CLOTHES_V_NECK, .earrings = TRUE, SOFT } },
  { "Samuel", "Cohen", "samuel.cohen",
    { .skin = SKIN_LIGHT, .hair = HAIR_BROWN, .eyes = EYES_BROWN, .cloth = 0x2d2f36,
      .accent = 0x31507a, .hair_style = GH_DEMO_HAIR_CURLY, .glasses = GH_DEMO_GLASSES_ROUND,
      .clothes = GH_DEMO_CLOTHES_SUIT, .age = 0.4, USUAL } },
  { "Wanjiru", "Kamau", "wanjiru.kamau",
    { .skin = SKIN_DEEP, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xe0b33c,
      .hair_style = GH_DEMO_HAIR_BUZZ, .clothes = GH_DEMO_CLOTHES_CREW, .earrings = TRUE,
      .width = 0.95, .jaw = 0.74, .brow = 0.8, .nose = 1.05, .lips = 1.35, .lashes = TRUE } },
  { "Giovanni", "Ricci", "giovanni.ricci",
    { .skin = SKIN_LIGHT, .hair = HAIR_GREY, .eyes = EYES_HAZEL, .cloth = 0x9fb7a3,
      .hair_style = GH_DEMO_HAIR_NONE, .beard = GH_DEMO_BEARD_GOATEE,
      .glasses = GH_DEMO_GLASSES_SQUARE, .clothes = GH_DEMO_CLOTHES_SHIRT, .age = 0.6,
      STURDY } },

  { .look = { .skin = SKIN_FAIR, .hair = HAIR_BROWN, .eyes = EYES_BLUE, .cloth = 0x34383f,
              .accent = 0x8a8f96, .hair_style = GH_DEMO_HAIR_SIDE_PART,
              .beard = GH_DEMO_BEARD_STUBBLE, .headwear = GH_DEMO_HEADWEAR_HOOD,
              .clothes = GH_DEMO_CLOTHES_HOODIE, USUAL } },
  { .look = { .skin = SKIN_LIGHT, .hair = HAIR_BLOND, .eyes = EYES_GREEN, .cloth = 0x9cb8c9,
              .hair_style = GH_DEMO_HAIR_PONYTAIL, .glasses = GH_DEMO_GLASSES_SUN,
              .clothes = GH_DEMO_CLOTHES_V_NECK, SLENDER } },
  { .look = { .skin = SKIN_BROWN, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0x4a6fa0,
              .accent = 0xb13a2e, .hair_style = GH_DEMO_HAIR_BUZZ,
              .headwear = GH_DEMO_HEADWEAR_CAP, .beard = GH_DEMO_BEARD_SHORT,
              .clothes = GH_DEMO_CLOTHES_CREW, STURDY } },
  { .look = { .skin = SKIN_PALE, .hair = HAIR_AUBURN, .eyes = EYES_GREY, .cloth = 0x5a5f4a,
              .accent = 0x6b5a8e, .hair_style = GH_DEMO_HAIR_WAVY,
              .headwear = GH_DEMO_HEADWEAR_BEANIE, .clothes = GH_DEMO_CLOTHES_TURTLENECK,
              SOFT } },
  { .look = { .skin = SKIN_DEEP, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0x2e3a2f,
              .accent = 0xf08a24, .hair_style = GH_DEMO_HAIR_BUZZ,
              .headwear = GH_DEMO_HEADWEAR_BEANIE, .clothes = GH_DEMO_CLOTHES_VEST, USUAL } },
  { .look = { .skin = SKIN_OLIVE, .hair = HAIR_SILVER, .eyes = EYES_BROWN, .cloth = 0x7d6450,
              .hair_style = GH_DEMO_HAIR_BUN, .glasses = GH_DEMO_GLASSES_HALF_RIM,
              .clothes = GH_DEMO_CLOTHES_TURTLENECK, .age = 1, SOFT } },
  { .look = { .skin = SKIN_TAN, .hair = HAIR_DARK, .eyes = EYES_BROWN, .cloth = 0x17181c,
              .hair_style = GH_DEMO_HAIR_QUIFF, .glasses = GH_DEMO_GLASSES_SUN,
              .beard = GH_DEMO_BEARD_STUBBLE, .clothes = GH_DEMO_CLOTHES_V_NECK, USUAL } },
  { .look = { .skin = SKIN_FAIR, .hair = HAIR_GINGER, .eyes = EYES_BLUE, .cloth = 0x8c8f94,
              .accent = 0xc9d436, .hair_style = GH_DEMO_HAIR_CURLY, .beard = GH_DEMO_BEARD_FULL,
              .clothes = GH_DEMO_CLOTHES_VEST, .age = 0.3, STURDY } },
  { .look = { .skin = SKIN_DARK, .hair = HAIR_GREY, .eyes = EYES_DARK, .cloth = 0x51617c,
              .accent = 0xd8d4cc, .hair_style = GH_DEMO_HAIR_NONE, .beard = GH_DEMO_BEARD_SHORT,
              .clothes = GH_DEMO_CLOTHES_BLAZER, .age = 0.7, USUAL } },
  { .look = { .skin = SKIN_LIGHT, .hair = HAIR_BLACK, .eyes = EYES_DARK, .cloth = 0xb8c95c,
              .hair_style = GH_DEMO_HAIR_LONG, .clothes = GH_DEMO_CLOTHES_CREW, SLENDER } },
  { .look = { .skin = SKIN_BROWN, .hair = HAIR_DARK, .eyes = EYES_BROWN, .cloth = 0x9a8f86,
              .accent = 0xe3d7c5, .headwear = GH_DEMO_HEADWEAR_HIJAB,
              .clothes = GH_DEMO_CLOTHES_CREW, .age = 0.5, SOFT } },
  { .look = { .skin = SKIN_PALE, .hair = HAIR_CHESTNUT, .eyes = EYES_HAZEL, .cloth = 0xa2443a,
              .accent = 0xd8d8d8, .hair_style = GH_DEMO_HAIR_RECEDING,
              .clothes = GH_DEMO_CLOTHES_HOODIE, .age = 0.5, USUAL } },
};

/**
 * gh_demo_people_get:
 * @index: less than %GH_DEMO_N_PEOPLE
 *
 * Returns: (transfer none): one of the sample people
 */
const GhDemoPerson *
gh_demo_people_get (guint index)
{
  g_return_val_if_fail (index < GH_DEMO_N_PEOPLE, NULL);

  return &people[index];
}
