"""The index folder: one complete generation at a time, replaced in one step, checked before it is believed.

index/
├── CURRENT        names the generation that readers open, and what it was made from; replaced atomically, last of all
├── CONTENTS       what each case said when that generation was made
├── LOCK           held by the one process that writes
└── g-<number>/    a generation: written once, never changed
    ├── manifest.json     size and checksum of every other file
    ├── layout.json       the segments it is made of
    ├── impacts-*.bin     what searches read
    └── whoosh/           the Whoosh index: store and truth
"""
