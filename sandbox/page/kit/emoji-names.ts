/*
 * Emoji by the names that Slack knows them by (those of github.com/iamcal/emoji-data): what people and apps write in
 * a workspace where things break, and the common faces. A name and its glyph stand side by side; several names may share
 * a glyph.
 */

const faces = `grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 rolling_on_the_floor_laughing 🤣
joy 😂 slightly_smiling_face 🙂 upside_down_face 🙃 melting_face 🫠 wink 😉 blush 😊 innocent 😇 smiling_face_with_3_hearts 🥰
heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 hugging_face 🤗
shushing_face 🤫 thinking_face 🤔 saluting_face 🫡 zipper_mouth_face 🤐 face_with_raised_eyebrow 🤨 neutral_face 😐
expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 lying_face 🤥 relieved 😌 pensive 😔
sleepy 😪 sleeping 😴 mask 😷 face_with_thermometer 🤒 nauseated_face 🤢 sneezing_face 🤧 hot_face 🥵 cold_face 🥶 dizzy_face 😵
exploding_head 🤯 face_with_cowboy_hat 🤠 partying_face 🥳 sunglasses 😎 nerd_face 🤓 face_with_monocle 🧐 confused 😕 worried 😟
slightly_frowning_face 🙁 white_frowning_face ☹️ open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 pleading_face 🥺
face_holding_back_tears 🥹 frowning 😦 anguished 😧 fearful 😨 cold_sweat 😰 disappointed_relieved 😥 cry 😢 sob 😭 scream 😱
confounded 😖 persevere 😣 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 yawning_face 🥱 triumph 😤 rage 😡 angry 😠 skull 💀
hankey 💩 poop 💩 clown_face 🤡 ghost 👻 alien 👽 robot_face 🤖 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊`

const people = `wave 👋 raised_back_of_hand 🤚 hand ✋ raised_hand ✋ spock-hand 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞
the_horns 🤘 point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 point_up ☝️ +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊
facepunch 👊 punch 👊 clap 👏 raised_hands 🙌 heart_hands 🫶 open_hands 👐 palms_up_together 🤲 handshake 🤝 pray 🙏
writing_hand ✍️ muscle 💪 eyes 👀 eye 👁️ brain 🧠 ear 👂 bow 🙇 face_palm 🤦 shrug 🤷 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️
man-facepalming 🤦‍♂️ woman-facepalming 🤦‍♀️ raising_hand 🙋 ok_woman 🙆 no_good 🙅 walking 🚶 runner 🏃 running 🏃 technologist 🧑‍💻
male-technologist 👨‍💻 female-technologist 👩‍💻 firefighter 🧑‍🚒 male-firefighter 👨‍🚒 female-firefighter 👩‍🚒 scientist 🧑‍🔬
male-detective 🕵️‍♂️ female-detective 🕵️‍♀️ sleuth_or_spy 🕵️ cop 👮 construction_worker 👷 ninja 🥷 superhero 🦸 baby 👶
bust_in_silhouette 👤 busts_in_silhouette 👥 speaking_head_in_silhouette 🗣️ family 👪`

const hearts = `heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍
broken_heart 💔 mending_heart ❤️‍🩹 sparkling_heart 💖 two_hearts 💕 100 💯 anger 💢 boom 💥 collision 💥 dizzy 💫 sweat_drops 💦
dash 💨 hole 🕳️ bomb 💣 speech_balloon 💬 thought_balloon 💭 zzz 💤 fire 🔥 sparkles ✨ star ⭐ star2 🌟 zap ⚡ tada 🎉
confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 first_place_medal 🥇 sports_medal 🏅 dart 🎯 rocket 🚀 rainbow 🌈 crown 👑 gem 💎`

const signs = `white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️
rotating_light 🚨 no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 stop_sign 🛑 construction 🚧 bangbang ‼️ interrobang ⁉️
question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ grey_exclamation ❕ information_source ℹ️ o ⭕ sos 🆘 new 🆕
up 🆙 ok 🆗 free 🆓 cool 🆒 id 🆔 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
large_blue_circle 🔵 large_purple_circle 🟣 large_brown_circle 🟤 black_circle ⚫ white_circle ⚪ large_red_square 🟥
large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 large_purple_square 🟪
black_large_square ⬛ white_large_square ⬜ black_small_square ▪️ white_small_square ▫️ large_orange_diamond 🔶
large_blue_diamond 🔷 small_red_triangle 🔺 small_red_triangle_down 🔻 arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️
arrow_upper_right ↗️ arrow_lower_right ↘️ arrows_counterclockwise 🔄 arrows_clockwise 🔃 repeat 🔁 leftwards_arrow_with_hook ↩️
arrow_right_hook ↪️ back 🔙 end 🔚 on 🔛 soon 🔜 top 🔝 arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️
black_circle_for_record ⏺️ fast_forward ⏩ rewind ⏪ track_next ⏭️ heavy_plus_sign ➕ heavy_minus_sign ➖
heavy_multiplication_x ✖️ heavy_division_sign ➗ infinity ♾️ recycle ♻️ tm ™️ copyright ©️ registered ®️ hash #️⃣
zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 1234 🔢 abc 🔤 wavy_dash 〰️
radioactive_sign ☢️ biohazard_sign ☣️ white_flag 🏳️ triangular_flag_on_post 🚩 checkered_flag 🏁 waving_black_flag 🏴
rainbow-flag 🏳️‍🌈 pirate_flag 🏴‍☠️ signal_strength 📶 low_battery 🪫 heavy_dollar_sign 💲`

const things = `pushpin 📌 round_pushpin 📍 paperclip 📎 linked_paperclips 🖇️ link 🔗 memo 📝 pencil 📝 pencil2 ✏️ lower_left_fountain_pen 🖋️
clipboard 📋 page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 bookmark 🔖 label 🏷️ newspaper 📰 book 📖 books 📚 notebook 📓 ledger 📒
file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ file_cabinet 🗄️ wastebasket 🗑️ package 📦 calendar 📆 date 📅
spiral_calendar_pad 🗓️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 email 📧 e-mail 📧 envelope ✉️
incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 mailbox 📫 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 mute 🔇 sound 🔉 phone ☎️
telephone_receiver 📞 iphone 📱 pager 📟 fax 📠 computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ three_button_mouse 🖱️
floppy_disk 💾 cd 💿 satellite_antenna 📡 satellite 🛰️ electric_plug 🔌 battery 🔋 bulb 💡 flashlight 🔦 candle 🕯️ mag 🔍 mag_right 🔎
microscope 🔬 telescope 🔭 test_tube 🧪 dna 🧬 thermometer 🌡️ pill 💊 syringe 💉 adhesive_bandage 🩹 stethoscope 🩺 hospital 🏥
ambulance 🚑 fire_engine 🚒 fire_extinguisher 🧯 police_car 🚓 helicopter 🚁 wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ pick ⛏️
screwdriver 🪛 nut_and_bolt 🔩 gear ⚙️ toolbox 🧰 axe 🪓 chains ⛓️ shield 🛡️ lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑
old_key 🗝️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 clock9 🕘
clock12 🕛 moneybag 💰 credit_card 💳 dollar 💵 receipt 🧾 scales ⚖️ ticket 🎫 admission_tickets 🎟️ movie_camera 🎥 camera 📷
camera_with_flash 📸 video_camera 📹 microphone 🎤 headphones 🎧 musical_note 🎵 art 🎨 jigsaw 🧩 video_game 🎮 game_die 🎲
crystal_ball 🔮 magic_wand 🪄 compass 🧭 world_map 🗺️ earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐
house 🏠 office 🏢 factory 🏭 bank 🏦 building_construction 🏗️ airplane ✈️ train 🚆 car 🚗 truck 🚚 ship 🚢 anchor ⚓ bike 🚲
vertical_traffic_light 🚦 traffic_light 🚥 fuelpump ⛽ luggage 🧳 coffin ⚰️ ladder 🪜 brick 🧱 broom 🧹 mirror 🪞`

const nature = `sunny ☀️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ thunder_cloud_and_rain ⛈️ lightning 🌩️ tornado 🌪️ fog 🌫️ snowflake ❄️
umbrella ☔ ocean 🌊 droplet 💧 full_moon 🌕 crescent_moon 🌙 sunrise 🌅 volcano 🌋 mountain ⛰️ desert_island 🏝️ seedling 🌱 evergreen_tree 🌲
palm_tree 🌴 cactus 🌵 four_leaf_clover 🍀 leaves 🍃 rose 🌹 sunflower 🌻 cherry_blossom 🌸 dog 🐶 cat 🐱 mouse 🐭 bear 🐻 panda_face 🐼 tiger 🐯
lion_face 🦁 cow 🐮 pig 🐷 frog 🐸 monkey 🐒 chicken 🐔 penguin 🐧 bird 🐦 duck 🦆 owl 🦉 wolf 🐺 horse 🐴 unicorn_face 🦄 bee 🐝 bug 🐛
butterfly 🦋 snail 🐌 ant 🐜 spider 🕷️ spider_web 🕸️ snake 🐍 turtle 🐢 octopus 🐙 crab 🦀 fish 🐟 whale 🐳 shark 🦈 elephant 🐘
sloth 🦥 hedgehog 🦔 paw_prints 🐾 dragon 🐉 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 champagne 🍾 pizza 🍕 hamburger 🍔 taco 🌮
sushi 🍣 ramen 🍜 rice 🍚 falafel 🧆 bread 🍞 croissant 🥐 cheese_wedge 🧀 egg 🥚 popcorn 🍿 cookie 🍪 doughnut 🍩 cake 🍰 birthday 🎂
chocolate_bar 🍫 ice_cream 🍨 apple 🍎 banana 🍌 strawberry 🍓 watermelon 🍉 tomato 🍅 avocado 🥑 hot_pepper 🌶️ salt 🧂 ice_cube 🧊`

const pairs = [faces, people, hearts, signs, things, nature].flatMap((group) => {
  const words = group.split(/\s+/)
  return words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? ''] as const] : []))
})

/** Glyphs by Slack's name for them, without colons. */
export const emojiByName: ReadonlyMap<string, string> = new Map(pairs)
