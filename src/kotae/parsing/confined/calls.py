"""The system calls a reader never needs: connecting, starting programs, changing files, reaching other processes.

By processor, for the numbers differ. A call that isn't named here is let through: libraries that read
files need many harmless ones. Calls newer than this list are refused, as by a kernel that hasn't them.
"""

import os
from collections.abc import Callable
from typing import Final

__all__ = ["ALLOWED_IF", "CALLS", "FIRST_UNKNOWN", "FOREIGN_BIT", "NOT_THERE"]

_X86_64: Final = """
socket 41 connect 42 accept 43 sendto 44 recvfrom 45 sendmsg 46 recvmsg 47 bind 49 listen 50 socketpair 53 accept4 288
recvmmsg 299 sendmmsg 307
clone 56 fork 57 vfork 58 execve 59 execveat 322 clone3 435
kill 62 tkill 200 tgkill 234 rt_sigqueueinfo 129 rt_tgsigqueueinfo 297 pidfd_send_signal 424 pidfd_open 434 pidfd_getfd 438
ptrace 101 process_vm_readv 310 process_vm_writev 311 kcmp 312 process_madvise 440 process_mrelease 448
setpriority 141 ioprio_set 251 sched_setparam 142 sched_setscheduler 144 sched_setattr 314 sched_setaffinity 203
migrate_pages 256 move_pages 279 setpgid 109
open 2 openat 257 openat2 437 creat 85 truncate 76 rename 82 renameat 264 renameat2 316 mkdir 83 mkdirat 258 rmdir 84
link 86 linkat 265 unlink 87 unlinkat 263 symlink 88 symlinkat 266 mknod 133 mknodat 259
chmod 90 fchmod 91 fchmodat 268 fchmodat2 452 chown 92 fchown 93 lchown 94 fchownat 260
setxattr 188 lsetxattr 189 fsetxattr 190 removexattr 197 lremovexattr 198 fremovexattr 199
getxattr 191 lgetxattr 192 listxattr 194 llistxattr 195 getxattrat 464 listxattrat 465 file_getattr 468 file_setattr 469
utime 132 utimes 235 futimesat 261 utimensat 280 name_to_handle_at 303 open_by_handle_at 304
prlimit64 302 setxattrat 463 removexattrat 466
setuid 105 setgid 106 setgroups 116 setresuid 117 setresgid 119 setreuid 113 setregid 114 capset 126 setsid 112
mount 165 umount2 166 pivot_root 155 chroot 161 unshare 272 setns 308 mount_setattr 442 open_tree 428 move_mount 429
open_tree_attr 467 quotactl_fd 443 fsopen 430 fsconfig 431 fsmount 432 fspick 433
bpf 321 perf_event_open 298 userfaultfd 323 io_uring_setup 425 io_uring_enter 426 io_uring_register 427
add_key 248 request_key 249 keyctl 250 mq_open 240 mq_unlink 241
shmget 29 shmat 30 shmctl 31 msgget 68 msgsnd 69 msgrcv 70 msgctl 71 semget 64 semop 65 semctl 66 semtimedop 220
init_module 175 finit_module 313 delete_module 176 kexec_load 246 kexec_file_load 320 reboot 169 swapon 167 swapoff 168
acct 163 settimeofday 164 clock_settime 227 adjtimex 159 sethostname 170 setdomainname 171 iopl 172 ioperm 173
quotactl 179 syslog 103 personality 135 fanotify_init 300 inotify_init 253 inotify_init1 294
setfsuid 122 setfsgid 123 clock_adjtime 305 sync 162 syncfs 306 flock 73 statmount 457 listmount 458
ioctl 16 fcntl 72 vhangup 153 uselib 134 modify_ldt 154 remap_file_pages 216 vmsplice 278 io_setup 206 io_submit 209
memfd_secret 447 lookup_dcookie 212
landlock_create_ruleset 444 landlock_add_rule 445 landlock_restrict_self 446
"""
_AARCH64: Final = """
socket 198 socketpair 199 bind 200 listen 201 accept 202 connect 203 sendto 206 recvfrom 207 sendmsg 211 recvmsg 212
accept4 242 recvmmsg 243 sendmmsg 269
clone 220 execve 221 execveat 281 clone3 435
kill 129 tkill 130 tgkill 131 rt_sigqueueinfo 138 rt_tgsigqueueinfo 240 pidfd_send_signal 424 pidfd_open 434 pidfd_getfd 438
ptrace 117 process_vm_readv 270 process_vm_writev 271 kcmp 272 process_madvise 440 process_mrelease 448
setpriority 140 ioprio_set 30 sched_setparam 118 sched_setscheduler 119 sched_setattr 274 sched_setaffinity 122
migrate_pages 238 move_pages 239 setpgid 154
openat 56 openat2 437 truncate 45 renameat 38 renameat2 276 mkdirat 34 linkat 37 unlinkat 35 symlinkat 36 mknodat 33
fchmod 52 fchmodat 53 fchmodat2 452 fchown 55 fchownat 54
setxattr 5 lsetxattr 6 fsetxattr 7 removexattr 14 lremovexattr 15 fremovexattr 16
getxattr 8 lgetxattr 9 listxattr 11 llistxattr 12 getxattrat 464 listxattrat 465 file_getattr 468 file_setattr 469
utimensat 88 name_to_handle_at 264 open_by_handle_at 265
prlimit64 261 setxattrat 463 removexattrat 466
setuid 146 setgid 144 setgroups 159 setresuid 147 setresgid 149 setreuid 145 setregid 143 capset 91 setsid 157
mount 40 umount2 39 pivot_root 41 chroot 51 unshare 97 setns 268 mount_setattr 442 open_tree 428 move_mount 429
open_tree_attr 467 quotactl_fd 443 fsopen 430 fsconfig 431 fsmount 432 fspick 433
bpf 280 perf_event_open 241 userfaultfd 282 io_uring_setup 425 io_uring_enter 426 io_uring_register 427
add_key 217 request_key 218 keyctl 219 mq_open 180 mq_unlink 181
shmget 194 shmat 196 shmctl 195 msgget 186 msgsnd 189 msgrcv 188 msgctl 187 semget 190 semop 193 semctl 191 semtimedop 192
init_module 105 finit_module 273 delete_module 106 kexec_load 104 kexec_file_load 294 reboot 142 swapon 224 swapoff 225
acct 89 settimeofday 170 clock_settime 112 adjtimex 171 sethostname 161 setdomainname 162
quotactl 60 syslog 116 personality 92 fanotify_init 262 inotify_init1 26
setfsuid 151 setfsgid 152 clock_adjtime 266 sync 81 syncfs 267 flock 32 statmount 457 listmount 458
ioctl 29 fcntl 25 vhangup 58 remap_file_pages 234 vmsplice 75 io_setup 0 io_submit 2 memfd_secret 447 lookup_dcookie 18
landlock_create_ruleset 444 landlock_add_rule 445 landlock_restrict_self 446
"""


def _numbers(listed: str, architecture: int) -> dict[str, int]:
    words = listed.split()
    return {
        "architecture": architecture,
        **dict(zip(words[::2], map(int, words[1::2]), strict=True)),
    }


CALLS: Final = {
    "x86_64": _numbers(_X86_64, 0xC000003E),
    "aarch64": _numbers(_AARCH64, 0xC00000B7),
}
"""Numbers of the refused calls by ``platform.machine()``, with the kernel's number for the processor."""

FOREIGN_BIT: Final = 0x40000000
"""Calls from here on are those of x32 on x86_64, by which every other could be reached."""

FIRST_UNKNOWN: Final = 470
"""From here on nobody knew what a call does when this list was written (Linux 6.18); the same on all processors."""

NOT_THERE: Final = frozenset(["clone3", "openat2"])
"""Refused as if the kernel were older, so that the C library takes the call that can be looked at."""

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SAME_PROCESS: Final = 0x00010000  # CLONE_THREAD

# Whether it is a terminal, how much there is to read, whether it blocks, stays open for programs. Others type into terminals.
_ASKED_OF_DEVICES: Final = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# Copies, flags, locks, seals. Others have signals sent to any process.
_ASKED_OF_FILES: Final = (*range(8), 9, 36, 37, 38, 1025, 1030, 1032, 1033, 1034)

Condition = tuple[int, str, int]

ALLOWED_IF: Final[dict[str, Callable[[int], tuple[Condition, ...]]]] = {
    "open": lambda _: ((1, "lacks", _WRITING),),
    "openat": lambda _: ((2, "lacks", _WRITING),),
    "clone": lambda _: ((0, "has", _SAME_PROCESS),),
    "kill": lambda own: ((0, "equals", own),),
    "tgkill": lambda own: ((0, "equals", own),),
    "sched_setaffinity": lambda own: ((0, "equals", 0), (0, "equals", own)),
    "prlimit64": lambda own: ((0, "equals", 0), (0, "equals", own)),
    "ioctl": lambda _: tuple((1, "equals", asked) for asked in _ASKED_OF_DEVICES),
    "fcntl": lambda _: tuple((1, "equals", asked) for asked in _ASKED_OF_FILES),
}
"""Calls that are let through on a condition: (argument, test, operand), for the process with that number."""
