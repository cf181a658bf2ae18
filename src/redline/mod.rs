//! Edits. In: ladders and readings. Out: minimal edits on the text; apply, diff and overlap. `review` uses it.
