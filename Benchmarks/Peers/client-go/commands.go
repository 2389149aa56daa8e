package main

import "flag"

var commands = map[string]func(*flag.FlagSet, []string){}
